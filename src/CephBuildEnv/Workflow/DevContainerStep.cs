using CephBuildEnv.Editors;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>A <c>.devcontainer/devcontainer.json</c> in the tree: editors open it in the environment's container.</summary>
public sealed class DevContainerStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "DevContainer";

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Decision.Need($"writes {FileOf(environment)}"));

    private string FileOf(BuildEnvironment environment) => Path.Combine(Workspace.Layout.Source(environment), DevContainer.FileName);

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        var files = new GeneratedFiles(Workspace.Layout.Source(environment));
        files.RequireFree(DevContainer.FileName);
        await RunImage.EnsureAsync(Workspace, environment, cancellation);
        var container = new ContainerSpecs(Workspace.Layout).ForEditor(environment, ImageTags.Run(environment), await Workspace.JobsAsync(cancellation));
        files.Write(DevContainer.FileName, DevContainer.ToJson(environment, container, Workspace.Layout.BuildDirectory(environment)));
        Log.Information("{Environment:l}: {File:l}; open {Folder:l} in an editor, or: devcontainer up --workspace-folder {Folder:l}",
            environment.Key, FileOf(environment), Workspace.Layout.Source(environment), Workspace.Layout.Source(environment));
    }
}
