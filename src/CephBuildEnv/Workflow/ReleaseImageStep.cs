using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Workflow;

/// <summary><c>ceph-build-env/base:&lt;distro&gt;-&lt;release&gt;</c>: the release's build dependencies.</summary>
public sealed class ReleaseImageStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "ReleaseImage";

    private readonly ImageRecipes _recipes = new(workspace.Layout);

    public override int Concurrency => ImagesAtOnce;

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        Workspace.RequireWhatTheTreeTakes(environment);
        var tag = ImageTags.Release(environment);
        if (await Workspace.Images.FindAsync(tag, cancellation) is null)
            return Decision.Need($"{tag} does not exist");
        if (Workspace.Options.Fetch)
            return Decision.Need($"unknown until fetched: --fetch asks {Workspace.Options.Repository} for the dependency files of {Workspace.ReleaseRef(environment)}");
        if (IsPending(BaseImageStep.StepName, environment.Distro.Name))
            return Decision.Need($"{ImageTags.Base(environment.Distro)} is built anew");
        var mirror = Workspace.Store.MirrorOf(Workspace.Options.Repository);
        if (mirror.TryResolve(Workspace.ReleaseRef(environment)) is not { } commit)
            return Decision.Need($"unknown until fetched: the dependency files of {Workspace.ReleaseRef(environment)}");
        if (await Workspace.Images.FindAsync(ImageTags.Base(environment.Distro), cancellation) is not { } parent)
            return Decision.UpToDate($"{tag} is used as it is: its base image is gone");
        var recipe = _recipes.Release(environment, parent, mirror.DependencyFilesOf(commit, environment.Distro.Family), commit, Workspace.BuildOptionsOf(environment));
        return Decision.From(await Workspace.Images.DifferencesAsync(recipe, cancellation), $"{tag} is up to date");
    }

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var options = Workspace.Options;
        var (commit, files) = await Workspace.Store.MendingAsync(
            options.Repository,
            async _ =>
            {
                var commit = await Workspace.Store.EnsureAsync(options.Repository, Workspace.ReleaseRef(environment), options.Fetch, cancellation);
                return (commit, Workspace.Store.MirrorOf(options.Repository).DependencyFilesOf(commit, environment.Distro.Family));
            },
            cancellation);
        // Before the image, which takes minutes, and before the options are remembered.
        Workspace.RequireWhatTheTreeTakes(environment);
        Workspace.RememberOptions(environment);
        var parent = await Workspace.RequireImageAsync(ImageTags.Base(environment.Distro), BaseImageStep.StepName, cancellation);
        await Workspace.Images.EnsureAsync(_recipes.Release(environment, parent, files, commit, Workspace.BuildOptionsOf(environment)), cancellation);
    }
}
