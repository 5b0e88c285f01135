namespace CephBuildEnv.Engines;

/// <summary>A container that the engine has.</summary>
/// <param name="Id">Of the container.</param>
/// <param name="Running">It was started, and has not ended.</param>
/// <param name="ExitCode">0 as long as it has not ended.</param>
/// <param name="OutOfMemory">The kernel ended a process in it for want of memory. The container may have gone on.</param>
/// <param name="Finished">When it ended; null as long as it runs, and when it was made and never started.</param>
/// <param name="Labels">As it was made with.</param>
public sealed record ContainerState(
    string Id, bool Running, long ExitCode, bool OutOfMemory, DateTimeOffset? Finished, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>What a process has that got SIGKILL: from the kernel, or from somebody.</summary>
    public const long KilledExitCode = 137;

    /// <summary>Somebody asked the engine to kill it. Known of a container that <see cref="IContainerEngine.RunAsync"/> ran.</summary>
    public bool Killed { get; init; }
}
