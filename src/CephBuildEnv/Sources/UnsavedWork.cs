using CephBuildEnv.Processes;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>Finds what would be lost with a source tree: all that is neither committed, nor known to its mirror or to a remote, nor made by a build.</summary>
public sealed class UnsavedWork(Git git)
{
    private const int NamesShown = 3;

    private const string Stash = "refs/stash";

    // What git leaves in a repository until it is done.
    private static readonly (string File, string Name)[] Operations =
    [
        ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
    ];

    /// <param name="tree">The folder of the tree.</param>
    /// <param name="made">Paths of files and folders in it that a build made: not work, as long as git does not track them.</param>
    /// <param name="wasBuilding">Whether a file that git ignores and that changed at a time was changed by a build: then it is not work.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A reason each, for people; empty when nothing would be lost.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(
        string tree, IReadOnlyCollection<string> made, Func<DateTimeOffset, bool> wasBuilding, CancellationToken cancellation)
    {
        if (!Directory.EnumerateFileSystemEntries(tree).Any())
            return [];
        if (File.Exists(Path.Combine(tree, ".git")))
            return ["is a worktree of another repository"];
        if (!Repository.IsValid(tree))
            return ["is no git checkout, so what is in it cannot be judged"];
        try
        {
            return
            [
                .. await ChangesAsync(tree, made, cancellation),
                .. await IgnoredAsync(tree, new(git, made, wasBuilding), cancellation),
                .. await HiddenChangesAsync(tree, cancellation),
                .. await CommitsAsync(tree, cancellation),
            ];
        }
        catch (Exception e) when (e is UserException or LibGit2SharpException)
        {
            return [$"git cannot read it, so what is in it cannot be judged: {e.Message.Split('\n')[^1].Trim()}"];
        }
    }

    private async Task<IEnumerable<string>> ChangesAsync(string tree, IReadOnlyCollection<string> made, CancellationToken cancellation)
    {
        // Whatever the settings of the user and of .gitmodules leave out; and without writing the index.
        var status = await git.ReadAsync(
            tree, ["--no-optional-locks", "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal", "--ignore-submodules=none"], cancellation);
        var entries = status.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => (State: entry[..2], Path: entry[3..]))
            .Where(entry => entry.State != "??" || !made.Contains(Path.Combine(tree, entry.Path.TrimEnd('/'))))
            .ToLookup(entry => entry.State == "??", entry => entry.Path);
        return
        [
            .. Reason("has changes that are not committed", entries[false]),
            .. Reason("has files that git does not track", entries[true]),
        ];
    }

    // A status does not show those of submodules. git clean knows nothing of runs: what it lists has the builds' files too.
    private static async Task<IEnumerable<string>> IgnoredAsync(string tree, IgnoredFiles files, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var checkout in Repositories.CheckedOut(tree))
        {
            var place = checkout == tree ? "" : $" in the submodule {Path.GetRelativePath(tree, checkout)}";
            reasons.AddRange(Reason($"has files that git ignores and no build of ours made{place}", await files.FindAsync(checkout, cancellation))
                .Select(reason => $"{reason} (git -C {ShellQuote.Quote(checkout)} clean -ndX lists all that is ignored, -fdX removes it)"));
        }

        return reasons;
    }

    // Marked with assume-unchanged or skip-worktree, where a status would not show them.
    private async Task<IEnumerable<string>> HiddenChangesAsync(string tree, CancellationToken cancellation)
    {
        var listing = await git.ReadAsync(tree, ["ls-files", "-v", "-z"], cancellation);
        return Reason("has files whose changes git was told to overlook", listing.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => (char.IsAsciiLetterLower(line[0]) || line[0] == 'S') && Path.Exists(Path.Combine(tree, line[2..])))
            .Select(line => line[2..]));
    }

    private async Task<IEnumerable<string>> CommitsAsync(string tree, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var folder in await RepositoriesAsync(tree, cancellation))
        {
            var place = folder == Path.Combine(tree, ".git") ? "" : $" in the submodule {NameOf(tree, folder)}";
            var tips = await TipsAsync(folder, cancellation);
            reasons.AddRange(Operations.Where(operation => Path.Exists(Path.Combine(folder, operation.File))).Select(operation => $"is in the middle of a {operation.Name}{place}"));
            if (tips.Exists(tip => tip.Name == Stash))
                reasons.Add($"has stashed changes{place}");
            reasons.AddRange(Worktrees(folder).Select(worktree => $"is what the worktree {worktree} works on"));
            var own = tips.Where(tip => tip.Name != Stash).ToList();
            var local = Alternates.NotBorrowed(folder, own.Select(tip => tip.Commit)).ToHashSet();
            var unsaved = new List<string>();
            foreach (var (name, commit) in own.Where(tip => local.Contains(tip.Commit)))
            {
                if (await IsLocalAsync(folder, commit, cancellation))
                    unsaved.Add(name.Replace("refs/heads/", "").Replace("refs/", ""));
            }

            reasons.AddRange(Reason($"has commits that are nowhere else{place}", unsaved));
            var forgotten = await new ReflogCommits(git).FindAsync(folder, cancellation);
            reasons.AddRange(Reason($"has commits that only its reflog names{place}", forgotten.Select(commit => commit[..12]))
                .Select(reason => $"{reason} (git -C {ShellQuote.Quote(folder)} log -g --all shows them, reflog expire --expire=now --all lets go of them)"));
        }

        return reasons;
    }

    // The path in the tree, where the module is not named after it.
    private static string NameOf(string tree, string repository) =>
        Path.GetRelativePath(tree, repository).Replace(".git/modules/", "").Replace("/modules/", "/").Replace("/.git", "");

    // Of local branches, tags and the like; remote branches are what somebody else has. git is asked, since LibGit2Sharp does
    // not open the repository of a submodule that is not checked out any more.
    private async Task<List<(string Name, string Commit)>> TipsAsync(string repository, CancellationToken cancellation)
    {
        var listing = await ReadAsync(repository, ["for-each-ref", "--format=%(refname) %(objecttype) %(objectname) %(*objecttype) %(*objectname)"], cancellation);
        var head = File.ReadAllText(Path.Combine(repository, "HEAD")).Trim();
        return
        [
            .. listing.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Where(fields => !fields[0].StartsWith("refs/remotes/"))
                .Where(fields => fields[1] == "commit" || fields[3] == "commit")
                .Select(fields => (fields[0], fields[1] == "commit" ? fields[2] : fields[4])),
            .. head.StartsWith("ref:") ? [] : new[] { ("HEAD", head) },
        ];
    }

    private async Task<bool> IsLocalAsync(string repository, string commit, CancellationToken cancellation) =>
        (await ReadAsync(repository, ["rev-list", "--max-count=1", commit, "--not", "--remotes"], cancellation)).Length > 0;

    private Task<string> ReadAsync(string repository, IEnumerable<string> arguments, CancellationToken cancellation) =>
        git.ReadAsync(repository, ["--git-dir=.", "--work-tree=.", .. arguments], cancellation);

    // That of the tree, and those of all submodules that were ever checked out in it.
    private async Task<IReadOnlyList<string>> RepositoriesAsync(string tree, CancellationToken cancellation)
    {
        var listing = await git.ReadAsync(tree, ["ls-files", "--stage", "-z"], cancellation);
        var embedded = listing.Split('\0').Where(line => line.StartsWith("160000 "))
            .Select(line => Path.Combine(tree, line[(line.IndexOf('\t') + 1)..], ".git"))
            .Where(Directory.Exists);
        return [.. Repositories.WithModules(Path.Combine(tree, ".git")), .. embedded];
    }

    private static IEnumerable<string> Worktrees(string repository)
    {
        var folder = Path.Combine(repository, "worktrees");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "gitdir", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(File.ReadAllText(file).Trim())!)
                .Where(Directory.Exists)
            : [];
    }

    private static IEnumerable<string> Reason(string text, IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 0 ? [] : [$"{text}: {string.Join(", ", all.Take(NamesShown))}{(all.Count > NamesShown ? $" and {all.Count - NamesShown} more" : "")}"];
    }
}
