namespace CephBuildEnv.Runs;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It has not ended.</summary>
    Running,
    Succeeded,
    Failed,
    Interrupted,
    OutOfMemory,
}
