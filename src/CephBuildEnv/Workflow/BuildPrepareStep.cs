using CephBuildEnv.Caching;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Source tree, compiler cache and <c>ceph-build-env/git:&lt;distro&gt;-&lt;release&gt;</c>.</summary>
public sealed class BuildPrepareStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "BuildPrepare";

    private readonly ImageRecipes _recipes = new(workspace.Layout);

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var tree = Workspace.SourceTree(environment);
        var state = tree.Inspect();
        if (state is not null)
        {
            tree.RequireOrigin(state, Workspace.Options.Repository);
            if (Workspace.Options.Branch is { } branch && IsElsewhere(branch, state) && state is { LostStores.Count: 0, UnfinishedSwitch: null })
                await tree.RequireSwitchableAsync(branch, cancellation);
            foreach (var warning in Warnings(environment, tree, state))
                Log.Warning("{Environment:l}: {Warning:l}", environment.Key, warning);
        }

        return Decision.From(
            [
                .. SourceReasons(environment, tree, state),
                .. CacheReasons(environment),
                .. await ImageReasonsAsync(environment, tree, state, cancellation),
            ],
            $"{tree.Folder} ({state?.CheckedOut}), its cache and its image are up to date");
    }

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        var tree = Workspace.SourceTree(environment);
        await Workspace.Store.MendingAsync(
            Workspace.Options.Repository, async _ => { await UpdateSourceAsync(environment, tree, cancellation); return true; }, cancellation);
        await new CacheStart(Workspace).EnsureAsync(environment, cancellation);
        new CompilerCache(Workspace.Layout, environment).Ensure(Workspace.Options.CacheSize);
        await Workspace.Images.EnsureAsync(await GitRecipeAsync(environment, tree, tree.Inspect()!, cancellation), cancellation);
    }

    private IEnumerable<string> SourceReasons(BuildEnvironment environment, SourceTree tree, SourceTreeState? state)
    {
        if (state is null)
        {
            yield return $"{tree.Folder} does not exist: clone {Workspace.Options.Repository} at {WantedRef(environment)}";
            yield break;
        }

        foreach (var store in state.LostStores)
            yield return $"{store} is not there, and {tree.Folder} borrows its objects from it: fetch it again";
        if (state.UnfinishedSwitch is { } unfinished)
            yield return $"the switch of {tree.Folder} to {unfinished} was not finished";
        if (Workspace.Options.Branch is { } branch && IsElsewhere(branch, state))
            yield return $"{tree.Folder} has {state.CheckedOut} checked out, not {branch}";
        else if (Workspace.Options.Fetch)
            yield return $"unknown until fetched: --fetch asks {Workspace.Options.Repository} for news of {state.CheckedOut}";
        foreach (var path in state.MissingSubmodules)
            yield return $"the submodule {Printable.Text(path)} is not checked out";
    }

    private IEnumerable<string> CacheReasons(BuildEnvironment environment)
    {
        foreach (var difference in new CompilerCache(Workspace.Layout, environment).Differences(Workspace.Options.CacheSize))
            yield return difference;
        if (new CacheStart(Workspace).Candidates(environment) is { Count: > 0 } others)
            yield return $"its compiler cache begins with the results of {(others is [var only] ? only.Key : $"the nearest of {string.Join(", ", others)}")}";
    }

    private IEnumerable<string> Warnings(BuildEnvironment environment, SourceTree tree, SourceTreeState state)
    {
        foreach (var warning in state.Warnings)
            yield return warning;
        // A branch of another name is told of where it is built.
        if (state.Branch is null && OtherRelease(environment, tree) is { } other)
            yield return $"{state.CheckedOut}, is checked out, which is {other}; its objects go to the compiler cache of {environment}";
    }

    private string? OtherRelease(BuildEnvironment environment, SourceTree tree)
    {
        try
        {
            return tree.OtherRelease(Workspace.Store.MirrorOf(Workspace.Options.Repository), environment.Release.Value);
        }
        catch (DamagedRepositoryException)
        {
            // Said where it is mended.
            return null;
        }
    }

    private async Task<IReadOnlyList<string>> ImageReasonsAsync(
        BuildEnvironment environment, SourceTree tree, SourceTreeState? state, CancellationToken cancellation)
    {
        var tag = ImageTags.Git(environment);
        try
        {
            if (await Workspace.Images.FindAsync(tag, cancellation) is null)
                return [$"{tag} does not exist"];
        }
        catch (EngineUnreachableException)
        {
            return [$"{tag}: {Decision.EngineIsSilent}"];
        }

        if (IsPending(ReleaseImageStep.StepName, environment.Key))
            return [$"{ImageTags.Release(environment)} may be built anew"];
        if (state is null)
            return [];
        if (await Workspace.Images.FindAsync(ImageTags.Release(environment), cancellation) is null)
            return [];
        return await Workspace.Images.DifferencesAsync(await GitRecipeAsync(environment, tree, state, cancellation), cancellation);
    }

    private async Task<ImageRecipe> GitRecipeAsync(
        BuildEnvironment environment, SourceTree tree, SourceTreeState state, CancellationToken cancellation)
    {
        var parent = await Workspace.RequireImageAsync(ImageTags.Release(environment), ReleaseImageStep.StepName, cancellation);
        return _recipes.Git(environment, parent, DependencyFiles.OfTree(tree.Folder, environment.Distro.Family), state.Commit ?? "", Workspace.BuildOptionsOf(environment));
    }

    private async Task UpdateSourceAsync(BuildEnvironment environment, SourceTree tree, CancellationToken cancellation)
    {
        var options = Workspace.Options;
        var state = tree.Inspect();
        var mirror = Workspace.Store.MirrorOf(options.Repository);
        if (state is null)
        {
            var commit = await Workspace.Store.EnsureAsync(options.Repository, WantedRef(environment), options.Fetch, cancellation);
            await Workspace.Store.EnsureSubmodulesAsync(mirror, commit, cancellation);
            Log.Information("{Environment:l}: cloning {Ref:l} into {Folder:l}", environment.Key, WantedRef(environment), tree.Folder);
            await tree.CreateAsync(mirror, WantedRef(environment), cancellation);
            return;
        }

        tree.RequireOrigin(state, options.Repository);
        if (state.LostStores.Count > 0)
        {
            await Workspace.Store.RestoreAsync(options.Repository, cancellation);
            state = tree.Inspect()!;
        }

        if (state.UnfinishedSwitch is not null)
        {
            await tree.FinishSwitchAsync(mirror, cancellation);
            state = tree.Inspect()!;
        }

        if (options.Branch is { } branch && (IsElsewhere(branch, state) || options.Fetch))
        {
            // A branch that only the tree has is nothing to be asked for.
            if (mirror.TryResolve(branch) is not null || !tree.HasBranch(branch))
            {
                var commit = await Workspace.Store.EnsureAsync(options.Repository, branch, options.Fetch, cancellation);
                await Workspace.Store.EnsureSubmodulesAsync(mirror, commit, cancellation);
            }

            await tree.SwitchAsync(mirror, branch, cancellation);
        }
        else if (options.Fetch)
        {
            await FetchOnlyAsync(environment, tree, state, mirror, cancellation);
        }

        if (tree.Inspect()!.MissingSubmodules is { Count: > 0 } missing)
            await tree.CompleteSubmodulesAsync(missing, cancellation);
    }

    private async Task FetchOnlyAsync(
        BuildEnvironment environment, SourceTree tree, SourceTreeState state, Mirror mirror, CancellationToken cancellation)
    {
        await Workspace.Store.EnsureAsync(Workspace.Options.Repository, Workspace.ReleaseRef(environment), fetch: true, cancellation);
        await tree.UpdateRemoteAsync(mirror, cancellation);
        if (tree.CommitsBehind() is { } behind and > 0)
        {
            Log.Information(
                "{Environment:l}: {Branch:l} lacks {Count} new commits; the tree stays as it is. To move it: --fetch --branch {Branch:l}",
                environment.Key, state.CheckedOut, behind, state.CheckedOut);
        }
    }

    private string WantedRef(BuildEnvironment environment) => Workspace.Options.Branch ?? environment.Release.Value;

    private static bool IsElsewhere(string branch, SourceTreeState state) =>
        state.Branch != branch && state.Commit?.StartsWith(branch, StringComparison.OrdinalIgnoreCase) != true;
}
