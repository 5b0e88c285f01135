namespace Nuke.Common.Execution;

public enum ExecutionStatus
{
    None,
    Scheduled,
    NotRun,
    Skipped,
    Succeeded,
    Failed,
    Running,
    Aborted,
    /// <summary>Has no actions of its own; only gathers dependencies.</summary>
    Collective,
}
