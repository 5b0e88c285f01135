using CephBuildEnv.Environments;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Workflow;

/// <summary>What became of one environment in this invocation.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Outcome">Of all steps together.</param>
/// <param name="Message">For people, one line.</param>
/// <param name="Run">Its last container run; null when none has begun.</param>
public sealed record EnvironmentResult(BuildEnvironment Environment, RunOutcome Outcome, string Message, RunFolder? Run);
