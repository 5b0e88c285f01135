namespace CephBuildEnv.Tests.Support;

/// <summary>A clock that somebody sets while it is in use; what measures time goes on as the kernel's does.</summary>
public sealed class JumpingClock : TimeProvider
{
    /// <summary>Of the time that it shows from the right one.</summary>
    public TimeSpan Difference { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Difference;
}
