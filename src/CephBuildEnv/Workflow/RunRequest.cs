using CephBuildEnv.Environments;

namespace CephBuildEnv.Workflow;

/// <summary>A script that is to run in an environment's container.</summary>
/// <param name="Environment">Whose.</param>
/// <param name="Verb">What it does, in the names of its container and of its run.</param>
/// <param name="Image">Tag of the image.</param>
/// <param name="Script">Of <c>bin/</c>.</param>
/// <param name="Arguments">Of the script.</param>
public sealed record RunRequest(BuildEnvironment Environment, string Verb, string Image, string Script, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables for the script, beside those that all of them get.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>What else its container has.</summary>
    public Func<Engines.ContainerSpec, Engines.ContainerSpec> Adapt { get; init; } = spec => spec;

    /// <summary>What is looked at while its container starts: the scripts touch the tree afterwards.</summary>
    public Func<CancellationToken, Task> BeforeScripts { get; init; } = _ => Task.CompletedTask;

    /// <summary>The run that ran out of memory; this one takes half its jobs.</summary>
    public Runs.RunRecord? RetryOf { get; init; }
}
