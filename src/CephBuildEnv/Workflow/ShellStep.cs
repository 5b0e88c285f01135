using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Workflow;

/// <summary>A shell in <c>ceph-build-env/run:&lt;distro&gt;-&lt;release&gt;</c>.</summary>
public sealed class ShellStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Shell";

    /// <summary>The name of the same step where it comes after a build.</summary>
    public const string AfterBuilding = "Interactive";

    /// <summary>Of the shell; null before it has ended.</summary>
    public int? ExitCode { get; private set; }

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var tag = ImageTags.Run(environment);
        if (await Workspace.Images.FindAsync(tag, cancellation) is null)
            return Decision.Need($"{tag} does not exist", "then opens a shell");
        return IsPending(BuildPrepareStep.StepName, environment.Key)
            ? Decision.Need($"{ImageTags.Git(environment)} may be built anew", "then opens a shell")
            : Decision.Need("opens a shell");
    }

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        await RunImage.EnsureAsync(Workspace, environment, cancellation);
        ExitCode = await new ContainerRuns(Workspace).RunOnTerminalAsync(
            new(environment, ContainerSpecs.InteractiveVerb, ImageTags.Run(environment), ContainerRuns.ShellScript, []), cancellation);
    }
}
