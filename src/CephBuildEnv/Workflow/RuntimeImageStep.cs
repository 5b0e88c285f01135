using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary><c>ceph-build-env/ceph:&lt;distro&gt;-&lt;release&gt;-&lt;commit&gt;</c>: what was built, in the distribution as it comes.</summary>
public sealed class RuntimeImageStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "RuntimeImage";

    private const string Script = "runtime.sh";

    private readonly ImageRecipes _recipes = new(workspace.Layout);

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Decision.Need("installs what is built, and makes an image of it if that has changed"));

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        var upstream = await Workspace.Images.FindAsync(ImageTags.Upstream(environment.Distro), cancellation)
            ?? throw new UserException($"{ImageTags.Upstream(environment.Distro)} does not exist, which the image would start from; get it: ./build.sh BaseImage --distro {environment.Distro} --fetch");
        try
        {
            var record = await new ContainerRuns(Workspace).RunAsync(
                new(environment, ContainerSpecs.RuntimeVerb, ImageTags.Git(environment), Script, []), cancellation);
            var tag = ImageTags.Runtime(environment, record.Commit!, record.Dirty);
            var image = await Workspace.Images.EnsureAsync(_recipes.Runtime(environment, tag, upstream, record.Commit!, Collected(environment)), cancellation);
            Log.Information("{Tag:l}, {Size:l}: {Client:l} run --rm -it {Tag:l}", tag, $"{new ByteSize(image.Size)}", EngineService.Of(Workspace.Engine.Endpoint.Kind).Client, tag);
        }
        finally
        {
            // As large as the build itself, and in the image by now.
            await HostFiles.RemoveFolderAsync(Collected(environment));
        }
    }

    private string Collected(BuildEnvironment environment) => Workspace.Runs.TryGetValue(environment, out var run) ? Path.Combine(run.Reports, "runtime") : "";
}
