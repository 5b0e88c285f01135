using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>What may be wrong with a tree that somebody else has touched: an interrupted git, a crash, or a half-made clone.</summary>
internal static class TreeCheck
{
    /// <exception cref="UserException">git does not recognise the tree, since a crash has emptied its HEAD.</exception>
    public static void RequireHead(string tree)
    {
        var folder = Path.Combine(tree, ".git");
        var head = new FileInfo(Path.Combine(folder, "HEAD"));
        if (File.Exists(folder) || head is { Exists: true, Length: > 0 })
            return;
        throw new UserException(LastCheckout(folder) is { } last
            ? $"{tree} is damaged: {head.FullName} is {(head.Exists ? "empty" : "missing")}; put back what it said last: echo {ShellQuote.Quote(last)} >{head.FullName}"
            : $"{tree} is in the way: it is no git checkout, but half of one; look at it, then move it away: mv {tree} {tree}.old");
    }

    /// <exception cref="UserException">The tree is a worktree of a repository that containers do not see.</exception>
    public static void RequireVisible(HostLayout layout, string tree)
    {
        var folder = Repositories.GitFolderOf(tree);
        if (!folder.StartsWith($"{layout.Root}/", StringComparison.Ordinal))
        {
            throw new UserException(
                $"{tree} is a worktree of a repository elsewhere, {folder}, which containers do not see; move it away (mv {tree} {tree}.old), " +
                $"or make it of a tree below {layout.Sources}: git -C {layout.Sources}/ENVIRONMENT worktree add {tree} BRANCH");
        }
    }

    /// <exception cref="UserException">Nothing was ever checked out, or that was interrupted.</exception>
    public static void RequireCheckout(Repository repository, string tree)
    {
        if (repository.Head.Tip is null && repository.Refs.Head is { } head && repository.Refs.Head.ResolveToDirectReference() is not null)
            throw new DamagedRepositoryException(tree, $"{head.TargetIdentifier} names a commit that is not there");
        if (repository.Head.Tip is null)
        {
            throw new UserException(
                $"{tree} has no commit checked out: its clone was not finished; finish it: git -C {tree} fetch origin && git -C {tree} checkout BRANCH, " +
                $"or move it away: mv {tree} {tree}.old");
        }

        if (!File.Exists(Path.Combine(repository.Info.Path, "index")))
        {
            throw new UserException(
                $"{tree} has nothing checked out: its clone was stopped in the middle; finish it (this overwrites changed files): " +
                $"rm -f {tree}/.git/index.lock && git -C {tree} reset --hard, or move it away: mv {tree} {tree}.old");
        }
    }

    /// <summary>What does not keep a tree from being built as it is, and should be known.</summary>
    public static IEnumerable<string> Warnings(Repository repository, string tree)
    {
        if (UnfinishedOperation.Of(repository) is { } operation)
            yield return $"{operation.Name} is in progress in {tree}: it is built as it is; {operation.Remedy}";
        if (IndexLock.Explain(tree, repository.Info.Path.TrimEnd('/')) is { } locked)
            yield return locked;
        if (repository.Info.IsShallow)
            yield return $"{tree} has no history (a shallow clone), which versions, packages and bisecting need; get it: git -C {tree} fetch --unshallow";
    }

    // HEAD as the last line of its log left it.
    private static string? LastCheckout(string folder)
    {
        var log = Path.Combine(folder, "logs", "HEAD");
        if (!File.Exists(log) || File.ReadLines(log).LastOrDefault() is not { Length: > 81 } last)
            return null;
        var moved = File.ReadLines(log).LastOrDefault(line => line.Contains("\tcheckout: moving from ") && line.Contains(" to "));
        var name = moved?[(moved.LastIndexOf(" to ", StringComparison.Ordinal) + 4)..];
        return name is not null && RefName.IsValid(name) && File.Exists(Path.Combine(folder, "logs", "refs", "heads", name)) ? $"ref: refs/heads/{name}" : last[41..81];
    }
}
