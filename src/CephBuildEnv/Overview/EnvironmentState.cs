using CephBuildEnv.Environments;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Overview;

/// <summary>What exists of an environment.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Source">What is checked out in its source tree; null when it has none.</param>
/// <param name="HasReleaseImage">Null when the engine does not answer.</param>
/// <param name="HasGitImage">Null when the engine does not answer.</param>
/// <param name="LastRun">Null when there was none.</param>
public sealed record EnvironmentState(
    BuildEnvironment Environment, string? Source, bool? HasReleaseImage, bool? HasGitImage, RunRecord? LastRun)
{
    /// <summary>The target to invoke next.</summary>
    public string Next => Source is null ? "Build" : LastRun?.Outcome switch
    {
        RunOutcome.Succeeded => "Interactive",
        RunOutcome.Running => "Logs --follow",
        RunOutcome.Failed when LastRun.Tests is { Failed: > 0 } => "Check --rerun-failed",
        RunOutcome.Failed or RunOutcome.OutOfMemory => "Shell",
        _ => "Build",
    };

    /// <summary>For people: <c>Build failed 2026-11-22 10:31</c>.</summary>
    public string LastRunText => LastRun is null ? "never built" : $"{LastRun.Verb} {LastRun.OutcomeText} {LastRun.Start:yyyy-MM-dd HH:mm}";
}
