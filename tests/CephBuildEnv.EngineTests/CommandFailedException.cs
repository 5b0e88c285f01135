namespace CephBuildEnv.EngineTests;

/// <summary>A command that a scenario needs has failed: shows what it said last.</summary>
public sealed class CommandFailedException(Outcome outcome) : Exception(
    $"{outcome.Command}\nended with {outcome.ExitCode}:\n{string.Join('\n', (outcome.Output + outcome.Errors).Split('\n').TakeLast(40))}");
