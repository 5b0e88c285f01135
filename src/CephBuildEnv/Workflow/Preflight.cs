using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>Finds out what would make the run fail, before anything is made.</summary>
public sealed class Preflight(Workspace workspace)
{
    // Below this not even the smallest source tree fits; Doctor says what a build of Ceph takes.
    private static readonly ByteSize LeastSpace = ByteSize.FromGibibytes(0.5);

    /// <param name="steps">Names of the steps that are going to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Something stands in the way.</exception>
    public async Task CheckAsync(IReadOnlySet<string> steps, CancellationToken cancellation)
    {
        CheckFiles(steps);
        if (steps.Contains(ShellStep.StepName) || steps.Contains(ShellStep.AfterBuilding))
            CheckTerminal();
        if (steps.Contains(BaseImageStep.StepName) || steps.Contains(BuildStep.StepName) || steps.Contains(ShellStep.StepName))
            await workspace.Images.AllAsync(cancellation);
        CheckSpace();
        if (steps.Contains(ReleaseImageStep.StepName))
            CheckReleases(cancellation);
    }

    /// <summary>What can be said without the engine and the network; changes nothing, so that a plan can ask too.</summary>
    /// <exception cref="UserException">Something stands in the way.</exception>
    public void CheckFiles(IReadOnlySet<string> steps)
    {
        CheckHost();
        if (steps.Contains(BuildPrepareStep.StepName))
            RequireOne(workspace.Options.Environments, CheckTree);
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

    private void CheckSpace()
    {
        var folder = Directory.Exists(workspace.Layout.Root) ? workspace.Layout.Root : "/";
        var free = new ByteSize(new DriveInfo(folder).AvailableFreeSpace);
        if (free.Bytes < LeastSpace.Bytes)
            throw new UserException($"the disk of {folder} is full: {free} free, and at least {LeastSpace} is needed; free some, or: ./build.sh Prepare --ceph-dir FOLDER");
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

    // Only what is missing is asked of the network: a mirror that has the ref answers by itself.
    private void CheckReleases(CancellationToken cancellation)
    {
        var repository = workspace.Options.Repository;
        var mirror = workspace.Store.MirrorOf(repository);
        RequireOne(workspace.Options.Environments.Select(WantedRef).Distinct(), refName =>
        {
            if (!IsDamagedOrHas(mirror, refName))
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
