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
    private readonly PinnedImages _pins = new(workspace.Options.Checkout);

    public override int Concurrency => ImagesAtOnce;

    public override IEnumerable<Work> Works() => Workspace.Options.Distros.Select(distro => new Work(
        distro.Name, cancellation => DecideAsync(distro, cancellation), cancellation => ActAsync(distro, cancellation)));

    private async Task<Decision> DecideAsync(Distro distro, CancellationToken cancellation)
    {
        var tag = ImageTags.Base(distro);
        var image = await Workspace.Images.FindAsync(tag, cancellation);
        if (image is null)
            return Decision.Need($"{tag} does not exist");
        var named = Named(distro);
        if (AsksRegistry(named?.Reference))
            return Decision.Need($"unknown until fetched: {(Workspace.Options.Fetch ? "--fetch" : "--pull")} asks the registry for a newer upstream image");
        var upstream = named is null
            ? await Workspace.Images.FindAsync(ImageTags.Upstream(distro), cancellation)
            : await Workspace.Engine.FindImageAsync(named.Value.Reference.ToString(), cancellation);
        if (upstream is null && named is { } missing)
            return Decision.Need($"{missing.By} names {missing.Reference}, which is not here yet");
        // Without the upstream image, the base image is the only one who remembers what it was made from.
        var recipe = _recipes.Base(distro, upstream?.Id ?? image.Label(Labels.Parent) ?? "", upstream: null, Workspace.Options.BuildArguments);
        return Decision.From(await Workspace.Images.DifferencesAsync(recipe, cancellation), $"{tag} is up to date");
    }

    private async Task ActAsync(Distro distro, CancellationToken cancellation)
    {
        if (distro.EndOfLife is { } end && end < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date))
            Log.Warning("{Distro:l} gets no updates since {End:l}: its mirrors may have moved", distro.Title, end.ToString("yyyy-MM-dd"));
        var named = Named(distro);
        var remembered = await RememberedAsync(distro, cancellation);
        var reference = named?.Reference ?? remembered ?? ImageReference.Parse(distro.Upstream, distro.Name);
        var upstream = await Workspace.Engine.FindImageAsync(ImageTags.Upstream(distro), cancellation);
        if (upstream is null || named is not null || AsksRegistry(reference))
        {
            var bootstrap = new Bootstrap(Workspace.Engine, line => Log.Information("{Line:l}", line), Progress.Line);
            upstream = await bootstrap.EnsureAsync(distro, reference, named?.By, AsksRegistry(reference), cancellation);
            Workspace.Images.Forget();
        }

        var pinned = reference.Pinned(upstream.Digests);
        var isKnown = pinned.Digest is not null || named is not null || remembered is not null;
        await Workspace.Images.EnsureAsync(_recipes.Base(distro, upstream.Id, isKnown ? pinned : null, Workspace.Options.BuildArguments), cancellation);
    }

    // What the image that is there was made from, whatever is newest of it.
    private async Task<ImageReference?> RememberedAsync(Distro distro, CancellationToken cancellation) =>
        (await Workspace.Images.FindAsync(ImageTags.Base(distro), cancellation))?.Label(Labels.Upstream) is { } label ? ImageReference.Find(label)?.Unpinned : null;

    // Null where whatever is there will do.
    private (ImageReference Reference, string By)? Named(Distro distro)
    {
        if (Workspace.Options.BaseImage is { } given)
            return (given, "--base-image");
        return !Workspace.Options.RenewsPins && _pins.Of(distro) is { } pinned ? (pinned, PinnedImages.FileName) : null;
    }

    // Of what has a digest there is nothing newer.
    private bool AsksRegistry(ImageReference? reference) => (Workspace.Options.Fetch || Workspace.Options.Pull) && reference?.Digest is null;
}
