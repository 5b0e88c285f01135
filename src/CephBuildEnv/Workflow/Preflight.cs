using CephBuildEnv.Disk;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Workflow;

/// <summary>Finds out what would make the run fail, before anything is made.</summary>
public sealed class Preflight(Workspace workspace)
{
    /// <param name="steps">Names of the steps that are going to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Something stands in the way.</exception>
    public async Task CheckAsync(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        var engine = Task.Run(() => AskEngineAsync(steps, cancellation), cancellation);
        CheckFiles(steps);
        if (steps.Contains(ShellStep.StepName) || steps.Contains(ShellStep.AfterBuilding))
            CheckTerminal();
        await engine;
        await CheckSpaceAsync(steps, cancellation);
        if (steps.Contains(ReleaseImageStep.StepName))
            CheckReleases(cancellation);
    }

    // Beside the look at the files: the first call of each costs more than the answer.
    private async Task AskEngineAsync(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        if (steps.Contains(BuildStep.StepName))
            _ = workspace.EngineInfoAsync(cancellation);
        if (steps.Contains(BaseImageStep.StepName) || steps.Contains(BuildStep.StepName) || steps.Contains(ShellStep.StepName))
            await workspace.Images.AllAsync(cancellation);
    }

    /// <summary>What can be said without the engine and the network; changes nothing, so that a plan can ask too.</summary>
    /// <exception cref="UserException">Something stands in the way.</exception>
    public void CheckFiles(IReadOnlySet<string> steps)
    {
        CheckHost();
        if (steps.Contains(BaseImageStep.StepName))
            RequireOne(workspace.Options.Distros, CheckBaseRecipe);
        if (steps.Contains(BuildPrepareStep.StepName))
            RequireOne(workspace.Options.Environments, CheckTree);
        if (steps.Contains(ReleaseImageStep.StepName))
            RequireOne(workspace.Options.Environments, CheckOptions);
    }

    /// <summary>Whether /ceph is as it should be and has room for what is going to be made; for a run that mends the engine first.</summary>
    /// <exception cref="UserException">It is not, or has not.</exception>
    public void CheckFolders(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        CheckHost();
        FolderNeeds(steps, cancellation).Require();
    }

    /// <summary>What can be said about /ceph without anything else.</summary>
    /// <exception cref="UserException">Something is in its way, or it is another user's.</exception>
    public void CheckHost() => _ = new HostPreparation(workspace.Layout, workspace.Options.CephDirectory).Plan();

    private void CheckTerminal()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            throw new UserException("a shell needs a terminal, and there is none; to compile without one: ./build.sh Build");
        if (workspace.Options.Environments.Skip(1).Any())
            throw new UserException("a shell opens in one environment; give one --distro and one --release");
    }

    private async Task CheckSpaceAsync(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        var needs = FolderNeeds(steps, cancellation);
        if (await LacksImageAsync(steps, cancellation))
            needs.AddImage((await workspace.EngineInfoAsync(cancellation)).DataFolder);
        needs.Require();
    }

    // Only what is missing is measured, so that a run with nothing to do pays nothing. An image that turns out to be out of
    // date is checked for before it is built.
    private SpaceNeeds FolderNeeds(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        var needs = new SpaceNeeds();
        foreach (var environment in workspace.Options.Environments)
        {
            if (steps.Contains(BuildPrepareStep.StepName) && !Directory.Exists(workspace.Layout.Source(environment)))
                needs.AddClone(workspace.Layout.Sources, workspace.Store.MirrorOf(workspace.Options.Repository), cancellation);
            if (steps.Contains(BuildStep.StepName))
                needs.AddCompile(workspace.Layout.Sources);
        }

        return needs;
    }

    private async Task<bool> LacksImageAsync(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        if (!steps.Contains(BaseImageStep.StepName))
            return false;
        var (distros, environments) = (workspace.Options.Distros, workspace.Options.Environments);
        IEnumerable<string> tags =
        [
            .. distros.Select(ImageTags.Base),
            .. steps.Contains(ReleaseImageStep.StepName) ? environments.Select(ImageTags.Release) : [],
            .. steps.Contains(BuildPrepareStep.StepName) ? environments.Select(ImageTags.Git) : [],
        ];
        var images = await workspace.Images.AllAsync(cancellation);
        return workspace.Options.Rebuild || !tags.All(images.ContainsKey);
    }

    // The Dockerfile may lack an argument that was given, or cannot be read.
    private void CheckBaseRecipe(Distro distro) =>
        _ = new ImageRecipes(workspace.Layout).Base(distro, upstreamId: "", upstream: null, workspace.Options.BuildArguments);

    private void CheckOptions(BuildEnvironment environment)
    {
        try
        {
            workspace.RequireWhatTheTreeTakes(environment);
        }
        catch (DamagedRepositoryException)
        {
            // The step mends it.
        }
    }

    private void CheckTree(BuildEnvironment environment)
    {
        var tree = workspace.SourceTree(environment);
        try
        {
            if (tree.Inspect() is { } state)
                tree.RequireOrigin(state, workspace.Options.Repository);
        }
        catch (DamagedRepositoryException)
        {
            // What it borrows may be damaged, which the step mends.
        }
    }

    // With several environments, those that are right are done: each step reports the others.
    private static void RequireOne<T>(IEnumerable<T> items, Action<T> check)
    {
        UserException? first = null;
        foreach (var item in items)
        {
            try
            {
                check(item);
                return;
            }
            catch (UserException e)
            {
                first ??= e;
            }
        }

        if (first is not null)
            throw first;
    }

    // Only what is missing is asked of the network: a mirror that has the ref answers by itself, and so does a tree.
    private void CheckReleases(CancellationToken cancellation)
    {
        var repository = workspace.Options.Repository;
        var mirror = workspace.Store.MirrorOf(repository);
        RequireOne(workspace.Options.Environments.GroupBy(WantedRef), environments =>
        {
            var refName = environments.Key;
            if (!IsDamagedOrHas(mirror, refName) && !environments.Any(environment => workspace.SourceTree(environment).HasBranch(refName)))
                RemoteRefs.RequireAsync(workspace.Git, repository, refName, cancellation).GetAwaiter().GetResult();
        });
    }

    // A damaged mirror is fetched anew by the step that needs it.
    private static bool IsDamagedOrHas(Mirror mirror, string refName)
    {
        try
        {
            return mirror.TryResolve(refName) is not null;
        }
        catch (DamagedRepositoryException)
        {
            return true;
        }
    }

    private string WantedRef(BuildEnvironment environment) => workspace.Options.Branch ?? environment.Release.Value;
}
