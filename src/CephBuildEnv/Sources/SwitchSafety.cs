using CephBuildEnv.Processes;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>
/// Whether another ref can be checked out in a tree without anything of a person's being lost or put out of sight. What git
/// itself refuses is left to it.
/// </summary>
internal sealed class SwitchSafety(string tree, Git git)
{
    /// <param name="refName">For the messages.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">Something is in the way; the message says what to do with it.</exception>
    public async Task RequireAsync(string refName, CancellationToken cancellation)
    {
        var obstacle = await FirstInAsync(tree, inSubmodule: false, cancellation);
        if (obstacle is not null)
            throw new UserException($"{obstacle.Value.Fact}, so {refName} is not checked out; {obstacle.Value.Remedy}");
    }

    /// <summary>The same for the submodules alone: they follow a tree that has been switched.</summary>
    public async Task RequireForSubmodulesAsync(string refName, CancellationToken cancellation)
    {
        foreach (var path in SubmodulesOf(tree))
        {
            if (await FirstInAsync(Path.Combine(tree, path), inSubmodule: true, cancellation) is { } obstacle)
                throw new UserException($"{obstacle.Fact}, so the submodules of {tree} do not follow to {refName}; {obstacle.Remedy}");
        }
    }

    private async Task<(string Fact, string Remedy)?> FirstInAsync(string folder, bool inSubmodule, CancellationToken cancellation)
    {
        var (commit, branch, gitFolder, operation) = Repositories.Ask(folder, repository => (
            repository.Head.Tip?.Sha,
            repository.Info.IsHeadDetached ? null : repository.Head.FriendlyName,
            repository.Info.Path,
            UnfinishedOperation.Of(repository)));
        var quoted = ShellQuote.Quote(folder);
        if (operation is not null)
            return ($"{operation.Name} is in progress in {quoted}", operation.Remedy);
        if (IndexLock.Explain(folder, gitFolder.TrimEnd('/')) is { } locked)
            return (locked.Split("; ", 2)[0], locked.Split("; ", 2)[1]);

        var changes = await ChangesAsync(folder, cancellation);
        if (changes.Exists(change => !change.IsSubmodule))
            return ($"{quoted} has changes that are not committed", $"commit them, or put them aside: git -C {quoted} stash");
        if (commit is not null && branch is null && !IsInStore(gitFolder, commit) && !await IsNamedAsync(folder, commit, cancellation))
        {
            var what = inSubmodule ? "the submodule " : "";
            return ($"{what}{quoted} has commits that are on no branch ({commit[..12]})", $"give them one: git -C {quoted} branch NAME");
        }

        foreach (var path in SubmodulesOf(folder))
        {
            if (await FirstInAsync(Path.Combine(folder, path), inSubmodule: true, cancellation) is { } inner)
                return inner;
        }

        // Last, since going back to the pinned commit would hide what the submodule's own obstacles are about.
        return changes.Find(change => change.IsSubmodule) is { Path: { } moved }
            ? ($"the submodule {ShellQuote.Quote(Path.Combine(folder, moved))} is not at the commit that {quoted} pins",
                $"commit that: git -C {quoted} commit {ShellQuote.Quote(moved)}, or put it back: git -C {quoted} submodule update -- {ShellQuote.Quote(moved)}")
            : null;
    }

    // What git tracks and what differs from HEAD. Whatever .gitmodules or the user's configuration say: all submodules.
    private async Task<List<(string Path, bool IsSubmodule)>> ChangesAsync(string folder, CancellationToken cancellation)
    {
        var listing = await git.ReadAsync(
            folder, ["status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=dirty"], cancellation);
        return [.. listing.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry[0] is '1' or 'u').Select(Parse)];
    }

    // "1 XY SUB …": SUB begins with S for a submodule, whose entry counts as the tree's when it is staged.
    private static (string Path, bool IsSubmodule) Parse(string entry)
    {
        var fields = entry.Split(' ', entry[0] == '1' ? 9 : 11);
        return (fields[^1], fields[2][0] == 'S' && fields[1][0] == '.');
    }

    private static List<string> SubmodulesOf(string folder) => Repositories.Ask(folder, repository => repository.Submodules
        .Where(module => module.IndexCommitId is not null).Select(module => module.Path).Where(path => Path.Exists(Path.Combine(folder, path, ".git"))).ToList());

    // From there nothing is ever removed.
    private static bool IsInStore(string gitFolder, string commit) => Alternates.StoresOf(gitFolder.TrimEnd('/')).Any(store =>
        Directory.Exists(store) && Repositories.Ask(store, repository => repository.Lookup<Commit>(commit) is not null));

    private async Task<bool> IsNamedAsync(string folder, string commit, CancellationToken cancellation) =>
        await git.ReadAsync(folder, ["for-each-ref", "--count=1", "--contains", commit], cancellation) != "";
}
