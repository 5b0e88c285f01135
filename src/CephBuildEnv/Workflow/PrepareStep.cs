using CephBuildEnv.Hosting;

namespace CephBuildEnv.Workflow;

/// <summary>The host's /ceph.</summary>
public sealed class PrepareStep(Workspace workspace) : WorkflowStep(StepName, workspace)
{
    public const string StepName = "Prepare";

    private const string Host = "host";

    private HostPreparation Preparation => new(Workspace.Layout, Workspace.Options.CephDirectory);

    public override IEnumerable<Work> Works() => [new(Host, _ => Task.FromResult(Decide()), _ => Act())];

    private Decision Decide() =>
        Decision.From([.. Preparation.Plan().Select(action => action.Description)], $"{Workspace.Layout.Root} is complete");

    private Task Act()
    {
        Preparation.Apply();
        return Task.CompletedTask;
    }
}
