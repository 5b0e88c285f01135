using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>The source tree of one environment: a full checkout that borrows its objects from the object store.</summary>
public sealed class SourceTree(HostLayout layout, BuildEnvironment environment, Git git)
{
    private const int SubmoduleJobs = 4;

    public string Folder { get; } = layout.Source(environment);

    /// <summary>Null when there is no tree.</summary>
    /// <exception cref="UserException">Something else is in its place.</exception>
    public SourceTreeState? Inspect()
    {
        if (!File.Exists(Folder) && (!Directory.Exists(Folder) || !Directory.EnumerateFileSystemEntries(Folder).Any()))
            return null;
        if (!Repository.IsValid(Folder))
        {
            throw new UserException(
                $"{Folder} is in the way: it is no git checkout; look at it, then move it away: mv {Folder} {Folder}.old");
        }

        if (Alternates.FirstMissing(Folder) is { } missing)
        {
            throw new UserException(
                $"{Folder} borrows its objects from {missing}, which is not there; put it back, or have both made anew: mv {Folder} {Folder}.old");
        }

        using var repository = new Repository(Folder);
        var branch = repository.Info.IsHeadDetached ? null : repository.Head.FriendlyName;
        return new(repository.Network.Remotes["origin"]?.Url ?? "", branch, repository.Head.Tip?.Sha, MissingSubmodules(repository));
    }

    /// <exception cref="UserException">The tree is a clone of another repository: an environment's key does not say of which.</exception>
    public void RequireOrigin(SourceTreeState state, RepositoryUrl expected)
    {
        if (state.Origin != expected.Value)
        {
            throw new UserException(
                $"{Folder} is a clone of {state.Origin}, not of {expected}; " +
                $"use it with --repository {state.Origin}, or move it away: mv {Folder} {Folder}.old");
        }
    }

    /// <summary>Files that git tracks and that differ from HEAD, submodules' own changes included.</summary>
    public async Task<bool> IsDirtyAsync(CancellationToken cancellation) =>
        (await git.ReadAsync(Folder, ["status", "--porcelain", "--untracked-files=no"], cancellation)).Length > 0;

    /// <summary>How many commits of its upstream a branch lacks; null when it has none.</summary>
    public int? CommitsBehind()
    {
        using var repository = new Repository(Folder);
        return repository.Head.TrackingDetails?.BehindBy;
    }

    /// <summary>Makes the tree, all submodules included, in a temporary place, and renames it when it is complete.</summary>
    public async Task CreateAsync(Mirror mirror, string refName, CancellationToken cancellation)
    {
        var unfinished = layout.UnfinishedSource(environment);
        try
        {
            await HostFiles.RemoveFolderAsync(unfinished);
            // From the mirror, whose objects are borrowed: the network is not asked again for what it has.
            await git.RunAsync(layout.Sources, ["clone", "--shared", "--no-checkout", "--progress", mirror.Folder, unfinished], cancellation);
            await ConfigureAsync(unfinished, mirror, cancellation);
            await CheckOutAsync(unfinished, mirror, refName, cancellation);
            RemoveFolderIfEmpty(Folder);
            Directory.Move(unfinished, Folder);
        }
        finally
        {
            await HostFiles.RemoveFolderAsync(unfinished);
        }
    }

    /// <summary>Checks out another ref. Refuses when anything could be lost.</summary>
    /// <exception cref="UserException">The tree has changes.</exception>
    public async Task SwitchAsync(Mirror mirror, string refName, CancellationToken cancellation)
    {
        if (await IsDirtyAsync(cancellation))
        {
            throw new UserException(
                $"{Folder} has changes that are not committed, so {refName} is not checked out; commit them, or put them aside: git -C {Folder} stash");
        }

        await UpdateRemoteAsync(mirror, cancellation);
        await CheckOutAsync(Folder, mirror, refName, cancellation);
    }

    /// <summary>Brings the remote branches that the tree knows up to the mirror's, without the network.</summary>
    public Task UpdateRemoteAsync(Mirror mirror, CancellationToken cancellation) => git.RunAsync(
        Folder, ["fetch", "--progress", mirror.Folder, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"], cancellation);

    /// <summary>Checks out the submodules that are missing; those that are there stay as they are.</summary>
    public Task CompleteSubmodulesAsync(IEnumerable<string> paths, CancellationToken cancellation) =>
        UpdateSubmodulesAsync(git, Folder, paths, cancellation);

    private async Task ConfigureAsync(string folder, Mirror mirror, CancellationToken cancellation)
    {
        await git.ReadAsync(folder, ["remote", "set-url", "origin", mirror.Url.Value], cancellation);
        await git.ReadAsync(folder, ["config", "submodule.alternateLocation", "superproject"], cancellation);
        await git.ReadAsync(folder, ["config", "submodule.alternateErrorStrategy", "info"], cancellation);
    }

    private async Task CheckOutAsync(string folder, Mirror mirror, string refName, CancellationToken cancellation)
    {
        if (!mirror.IsBranch(refName))
        {
            await git.RunAsync(folder, ["checkout", "--progress", "--detach", mirror.TryResolve(refName)!], cancellation);
        }
        else if (HasLocalBranch(folder, refName))
        {
            await git.RunAsync(folder, ["checkout", "--progress", refName, "--"], cancellation);
            await git.RunAsync(folder, ["merge", "--ff-only", $"refs/remotes/origin/{refName}"], cancellation);
        }
        else
        {
            await git.RunAsync(folder, ["checkout", "--progress", "-b", refName, "--track", $"origin/{refName}"], cancellation);
        }

        var mirrors = await SubmoduleMirrors.FindAsync(git, mirror, mirror.TryResolve(refName)!, cancellation);
        await UpdateSubmodulesAsync(git.With(mirrors), folder, [], cancellation);
    }

    private static bool HasLocalBranch(string folder, string name)
    {
        using var repository = new Repository(folder);
        return repository.Branches[name] is not null;
    }

    private async Task UpdateSubmodulesAsync(Git transfers, string folder, IEnumerable<string> paths, CancellationToken cancellation)
    {
        await transfers.RunAsync(
            folder, ["submodule", "update", "--init", "--recursive", "--progress", "--jobs", $"{SubmoduleJobs}", "--", .. paths], cancellation);
        Alternates.Relocate(layout, folder);
    }

    private static List<string> MissingSubmodules(Repository repository) => repository.Submodules
        .Where(module => module.HeadCommitId is not null)
        .Select(module => module.Path)
        .Where(path => !Path.Exists(Path.Combine(repository.Info.WorkingDirectory, path, ".git")))
        .ToList();

    private static void RemoveFolderIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
