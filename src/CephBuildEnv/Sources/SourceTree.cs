using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>The source tree of one environment: a full checkout that borrows its objects from the object store.</summary>
public sealed class SourceTree(HostLayout layout, BuildEnvironment environment, Git git, ObjectStore store)
{
    private const int SubmoduleJobs = 4;

    // Of Ceph: number, name and kind of the release, a line each.
    private const string ReleaseFile = "src/ceph_release";

    public string Folder { get; } = layout.Source(environment);

    private string GitFolder => Repositories.GitFolderOf(Folder);

    /// <summary>For a list of many trees: the branch, or the beginning of the commit id; null when there is no tree that can be read.</summary>
    public string? CheckedOut() =>
        TryAsk(repository => repository.Info.IsHeadDetached ? repository.Head.Tip?.Sha[..12] : repository.Head.FriendlyName);

    /// <summary>The commit that is checked out; null when there is no tree that can be read.</summary>
    public string? Commit() => TryAsk(repository => repository.Head.Tip?.Sha);

    /// <summary>For the same list: where it comes from.</summary>
    public string? Origin() => TryAsk(repository => Repositories.OriginOf(repository));

    /// <summary>Whether the tree has a branch of its own of that name; false when there is no tree that can be read.</summary>
    public bool HasBranch(string name) => TryAsk(repository => repository.Branches[name] is { IsRemote: false } branch ? branch.FriendlyName : null) is not null;

    private string? TryAsk(Func<Repository, string?> question)
    {
        try
        {
            if (!Repository.IsValid(Folder))
                return null;
            using var repository = new Repository(Folder);
            return question(repository);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    /// <summary>Null when there is no tree.</summary>
    /// <exception cref="UserException">Something else is in its place.</exception>
    public SourceTreeState? Inspect()
    {
        if (!File.Exists(Folder) && (!Directory.Exists(Folder) || !Directory.EnumerateFileSystemEntries(Folder).Any()))
            return null;
        if (!Path.Exists(Path.Combine(Folder, ".git")))
        {
            throw new UserException(
                $"{Folder} is in the way: it is no git checkout; look at it, then move it away: mv {Folder} {Folder}.old");
        }

        var lost = Alternates.Missing(Folder);
        TreeCheck.RequireHead(Folder);
        TreeCheck.RequireVisible(layout, Folder);
        return Repositories.Ask(Folder, repository =>
        {
            var branch = repository.Info.IsHeadDetached ? null : repository.Head.FriendlyName;
            var origin = Repositories.OriginOf(repository) ?? "";
            if (lost.Count > 0)
                return new(origin, branch, Commit: null, MissingSubmodules: []) { LostStores = lost };
            TreeCheck.RequireCheckout(repository, Folder);
            return new SourceTreeState(origin, branch, repository.Head.Tip.Sha, Submodules.Missing(repository))
            {
                UnfinishedSwitch = UnfinishedSwitch.Read(repository.Info.Path)?.Ref,
                Warnings = [.. TreeCheck.Warnings(repository, Folder)],
            };
        });
    }

    /// <exception cref="UserException">The tree is a clone of another repository: an environment's key does not say of which.</exception>
    public void RequireOrigin(SourceTreeState state, RepositoryUrl expected)
    {
        if (state.Origin.Length == 0)
            throw new UserException($"{Folder} does not say what it is a clone of; tell it: git -C {Folder} remote add origin {ShellQuote.Quote(expected.Value)}, or move it away: mv {Folder} {Folder}.old");
        if (state.Origin != expected.Value)
        {
            throw new UserException(
                $"{Folder} is a clone of {Printable.Text(state.Origin)}, not of {expected}; " +
                $"use it with --repository {ShellQuote.Quote(state.Origin)}, or move it away: mv {Folder} {Folder}.old");
        }
    }

    /// <summary>
    /// What is checked out is of another release than the environment's: the name of that; null when it is of the same, or
    /// says nothing.
    /// </summary>
    public string? OtherRelease(Mirror mirror, string refName)
    {
        var file = Path.Combine(Folder, ReleaseFile);
        return HostFiles.ReadSmall(file) is { } own && NameIn(own) is { } here &&
            mirror.TryResolve(refName) is { } commit && mirror.TextOf(commit, ReleaseFile) is { } text && NameIn(text) is { } expected && here != expected
            ? Printable.Text(here)
            : null;
    }

    /// <summary>Files that git tracks and that differ from HEAD, submodules' own changes included.</summary>
    /// <remarks>git may write the index: what was looked at once in a new tree need not be read again.</remarks>
    public Task<bool> IsDirtyAsync(CancellationToken cancellation) => MendingAsync(
        async _ => (await git.ReadAsync(Folder, ["status", "--porcelain", "--untracked-files=no"], cancellation)).Length > 0, cancellation);

    /// <summary>How many commits of its upstream a branch lacks; null when it has none.</summary>
    public int? CommitsBehind() => Repositories.Ask(Folder, repository => repository.Head.TrackingDetails?.BehindBy);

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
            await new TreeSwitch(unfinished, git).CheckOutFirstAsync(mirror, refName, cancellation);
            var mirrors = await SubmoduleMirrors.FindAsync(git, mirror, mirror.TryResolve(refName)!, cancellation);
            await UpdateSubmodulesAsync(git.With(mirrors), unfinished, [], cancellation);
            RemoveFolderIfEmpty(Folder);
            Directory.Move(unfinished, Folder);
        }
        catch (IOException e)
        {
            throw HostErrors.CannotWrite(unfinished, layout.Root, e);
        }
        finally
        {
            await HostFiles.RemoveFolderAsync(unfinished);
        }
    }

    /// <summary>Checks out another ref. Refuses when anything could be lost.</summary>
    /// <exception cref="UserException">The tree has something that is nowhere else, or cannot be switched.</exception>
    public async Task SwitchAsync(Mirror mirror, string refName, CancellationToken cancellation)
    {
        await RequireSwitchableAsync(refName, cancellation);
        await UpdateRemoteAsync(mirror, cancellation);
        try
        {
            var target = await new TreeSwitch(Folder, git).PlanAsync(mirror, refName, cancellation);
            await MendingAsync(again => new TreeSwitch(Folder, git).CheckOutAsync(target, overwrite: again, cancellation), cancellation);
            await FollowAsync(mirror, cancellation);
        }
        catch (IOException e)
        {
            throw HostErrors.CannotWrite(Folder, layout.Root, e);
        }
    }

    /// <exception cref="UserException">Another ref cannot be checked out without something being lost.</exception>
    public Task RequireSwitchableAsync(string refName, CancellationToken cancellation) => new SwitchSafety(Folder, git).RequireAsync(refName, cancellation);

    /// <summary>Ends a switch that was not finished: the submodules follow, if the tree was switched.</summary>
    /// <exception cref="UserException">The tree is half of one ref and half of another.</exception>
    public async Task FinishSwitchAsync(Mirror mirror, CancellationToken cancellation)
    {
        if (!await new TreeSwitch(Folder, git).IsReachedAsync(cancellation))
            return;
        await new SwitchSafety(Folder, git).RequireForSubmodulesAsync(UnfinishedSwitch.Read(GitFolder)!.Ref, cancellation);
        await FollowAsync(mirror, cancellation);
    }

    /// <summary>Brings the remote branches that the tree knows up to the mirror's, without the network.</summary>
    public Task UpdateRemoteAsync(Mirror mirror, CancellationToken cancellation) => git.RunAsync(
        Folder, ["fetch", "--progress", mirror.Folder, "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"], cancellation);

    /// <summary>Checks out the submodules that are missing; those that are there stay as they are.</summary>
    public Task CompleteSubmodulesAsync(IEnumerable<string> paths, CancellationToken cancellation) =>
        UpdateSubmodulesAsync(git, Folder, paths, cancellation);

    /// <summary>Makes a clean clone of what is checked out, with tags and submodules, for scripts that want one of their own.</summary>
    /// <param name="folder">Of the clone.</param>
    /// <param name="mirror">Of its repository.</param>
    /// <param name="version">That a tag gives it; null leaves it to the tags that there are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The version that git describes it with, without the v of its tag.</returns>
    /// <exception cref="UserException">No tag leads to the commit.</exception>
    public async Task<string> CloneAsync(string folder, Mirror mirror, PackageVersion? version, CancellationToken cancellation)
    {
        await git.RunAsync(layout.Sources, ["clone", "--shared", "--no-checkout", "--progress", Folder, folder], cancellation);
        await ConfigureAsync(folder, mirror, cancellation);
        var commit = Commit()!;
        await git.RunAsync(folder, ["checkout", "--detach", "--quiet", commit], cancellation);
        var mirrors = mirror.HasCommit(commit) ? await SubmoduleMirrors.FindAsync(git, mirror, commit, cancellation) : [];
        await UpdateSubmodulesAsync(git.With(mirrors), folder, [], cancellation);
        if (version is { } given)
            await git.ReadAsync(folder, ["-c", "user.name=ceph-build-env", "-c", "user.email=ceph-build-env@localhost", "tag", "--annotate", "--force", "--message", "for packages", $"v{given}"], cancellation);
        var described = await git.TryAsync(folder, ["describe", "--match", "v[0-9]*"], cancellation);
        return described.Succeeded ? described.Output.Trim()[1..] : throw new UserException(
            $"no tag v… leads to {commit[..12]}, and packages take their version from one; give them one: --package-version 18.2.7, or get the tags: ./build.sh BuildPrepare --fetch");
    }

    private async Task ConfigureAsync(string folder, Mirror mirror, CancellationToken cancellation)
    {
        await git.ReadAsync(folder, ["remote", "set-url", "origin", mirror.Url.Value], cancellation);
        await git.ReadAsync(folder, ["config", "submodule.alternateLocation", "superproject"], cancellation);
        await git.ReadAsync(folder, ["config", "submodule.alternateErrorStrategy", "info"], cancellation);
    }

    private async Task FollowAsync(Mirror mirror, CancellationToken cancellation)
    {
        var (refName, commit, before, _) = UnfinishedSwitch.Read(GitFolder)!;
        try
        {
            var mirrors = mirror.HasCommit(commit) ? await SubmoduleMirrors.FindAsync(git, mirror, commit, cancellation) : [];
            await UpdateSubmodulesAsync(git.With(mirrors), Folder, [], cancellation);
        }
        catch (CommandException e)
        {
            throw new UserException(
                $"{Folder} has {refName} checked out, but its submodules do not follow: {e.Message}\n" +
                $"take away what is in the way and run it again, or go back: git -C {Folder} checkout {before} && git -C {Folder} submodule update --init --recursive", e);
        }

        UnfinishedSwitch.Remove(GitFolder);
    }

    // Of the repository that the tree says it is from: the store has no other name for what it borrows.
    private Task<T> MendingAsync<T>(Func<bool, Task<T>> action, CancellationToken cancellation)
    {
        var origin = Repositories.Ask(Folder, repository => Repositories.OriginOf(repository));
        return origin is null ? action(false) : store.MendingAsync(RepositoryUrl.Parse(origin), action, cancellation);
    }

    private static string? NameIn(string releaseFile) => releaseFile.Split('\n') is [_, { Length: > 0 } name, ..] ? name.Trim() : null;

    private async Task UpdateSubmodulesAsync(Git transfers, string folder, IEnumerable<string> paths, CancellationToken cancellation)
    {
        // Said, so that no command of the tree's configuration is taken instead.
        await transfers.RunAsync(
            folder, ["submodule", "update", "--checkout", "--init", "--recursive", "--progress", "--jobs", $"{SubmoduleJobs}", "--", .. paths], cancellation);
        Alternates.Relocate(layout, folder);
    }

    private static void RemoveFolderIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
