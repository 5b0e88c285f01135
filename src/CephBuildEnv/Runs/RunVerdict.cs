using CephBuildEnv.Engines;

namespace CephBuildEnv.Runs;

/// <summary>Tells how a run ended from what is left of it.</summary>
public static class RunVerdict
{
    // 128 + SIGTERM.
    private const long TerminatedExitCode = 143;

    /// <summary>Of a container that was watched to its end.</summary>
    /// <param name="ended">The container.</param>
    /// <param name="toolWasKilled">Its output says that a compiler or linker got SIGKILL, or no memory.</param>
    public static RunOutcome Of(ContainerState ended, bool toolWasKilled) => ended switch
    {
        // The engine's flag stays when a process that was killed was started again, and all went well.
        { ExitCode: 0 } => RunOutcome.Succeeded,
        { Killed: true } => RunOutcome.Failed,
        { OutOfMemory: true } or { ExitCode: ContainerState.KilledExitCode } => RunOutcome.OutOfMemory,
        _ => toolWasKilled ? RunOutcome.OutOfMemory : RunOutcome.Failed,
    };

    /// <summary>Of a container that went on by itself: when it was ended together with its watcher, that says nothing about what it did.</summary>
    public static RunOutcome OfUnwatched(ContainerState container, bool toolWasKilled) => container switch
    {
        // It runs still, or was made and never started.
        { Finished: null } or { ExitCode: ContainerState.KilledExitCode or TerminatedExitCode, OutOfMemory: false } => RunOutcome.Lost,
        _ => Of(container, toolWasKilled),
    };
}
