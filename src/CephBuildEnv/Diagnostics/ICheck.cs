namespace CephBuildEnv.Diagnostics;

/// <summary>One thing that the host needs.</summary>
public interface ICheck
{
    /// <summary>For people, short.</summary>
    string Name { get; }

    /// <summary>Looks; changes nothing.</summary>
    Task<CheckResult> RunAsync(CancellationToken cancellation);
}
