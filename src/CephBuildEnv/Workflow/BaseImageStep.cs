using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary><c>ceph-build-env/base:&lt;distro&gt;</c>.</summary>
public sealed class BaseImageStep(Workspace workspace) : WorkflowStep(StepName, workspace)
{
    public const string StepName = "BaseImage";

    private readonly ImageRecipes _recipes = new(workspace.Layout);

    public override int Concurrency => ImagesAtOnce;

    public override IEnumerable<Work> Works() => Workspace.Options.Distros.Select(distro => new Work(
        distro.Name, cancellation => DecideAsync(distro, cancellation), cancellation => ActAsync(distro, cancellation)));

    private async Task<Decision> DecideAsync(Distro distro, CancellationToken cancellation)
    {
        var tag = ImageTags.Base(distro);
        var image = await Workspace.Images.FindAsync(tag, cancellation);
        if (image is null)
            return Decision.Need($"{tag} does not exist");
        if (Workspace.Options.Fetch)
            return Decision.Need("unknown until fetched: --fetch asks the registry for a newer upstream image");
        var recipe = _recipes.Base(distro, await UpstreamIdAsync(distro, image, cancellation));
        return Decision.From(await Workspace.Images.DifferencesAsync(recipe, cancellation), $"{tag} is up to date");
    }

    private async Task ActAsync(Distro distro, CancellationToken cancellation)
    {
        if (distro.EndOfLife is { } end && end < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date))
            Log.Warning("{Distro:l} gets no updates since {End:l}: its mirrors may have moved", distro.Title, end.ToString("yyyy-MM-dd"));
        var upstream = await Workspace.Images.FindAsync(ImageTags.Upstream(distro), cancellation);
        if (upstream is null || Workspace.Options.Fetch)
        {
            var bootstrap = new Bootstrap(Workspace.Engine, line => Log.Information("{Line:l}", line), Progress.Line);
            upstream = await bootstrap.EnsureAsync(distro, upstream, cancellation);
            Workspace.Images.Forget();
        }

        await Workspace.Images.EnsureAsync(_recipes.Base(distro, upstream.Id), cancellation);
    }

    // Without the upstream image, the base image is the only one who remembers what it was made from.
    private async Task<string> UpstreamIdAsync(Distro distro, ImageState image, CancellationToken cancellation) =>
        (await Workspace.Images.FindAsync(ImageTags.Upstream(distro), cancellation))?.Id ?? image.Label(Labels.Parent) ?? "";
}
