namespace CephBuildEnv.Testing;

public enum TestOutcome
{
    Passed,

    /// <summary>Also: it could not be started.</summary>
    Failed,

    /// <summary>It is disabled, or has found out itself that it cannot run here.</summary>
    Skipped,
}
