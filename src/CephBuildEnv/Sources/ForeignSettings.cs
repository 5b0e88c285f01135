using System.Text.RegularExpressions;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>
/// Programs that the configuration of a tree would have git run on this host. What runs in a container can write it, since
/// the tree is its own; the user's configuration, which names programs of theirs, is out of its reach and stays in force.
/// </summary>
internal static partial class ForeignSettings
{
    /// <summary>Settings that take away what git would run for a tree, its submodules, or a bare repository.</summary>
    /// <param name="folder">Where git is to work; nothing is found where no repository is.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="UserException">Something is set that cannot be taken away.</exception>
    public static async Task<IReadOnlyList<(string Key, string Value)>> OverridesAsync(string folder, CancellationToken cancellation)
    {
        var overrides = new List<(string, string)>();
        foreach (var (file, tree) in ConfigurationsOf(folder).DistinctBy(found => found.File))
        {
            RequireFile(file);
            // Names cannot be written in any other way in such a file: what is not found there is not set.
            var text = await File.ReadAllTextAsync(file, cancellation);
            // Every submodule says where its working tree is. As git writes it, it can be judged without a process for each.
            var unusual = tree is null ? text : PlainWorktree().Replace(text, match => IsWorktreeBelow(tree, file, match.Groups["path"].Value) ? "" : match.Value);
            if (!Suspicious().IsMatch(unusual))
                continue;
            // With git's own eyes, and from a folder where it finds no other configuration.
            var listing = await CommandRunner.ReadAsync(new("git", "config", "--file", file, "--no-includes", "--null", "--list") { WorkingDirectory = "/" }, cancellation);
            foreach (var setting in listing.Split('\0', StringSplitOptions.RemoveEmptyEntries))
            {
                var end = setting.IndexOf('\n');
                var (key, value) = end < 0 ? (setting, "") : (setting[..end], setting[(end + 1)..]);
                overrides.AddRange(OverridesOf(file, tree, key, value));
            }
        }

        return overrides;
    }

    // A pipe would be waited for, here and by git, and say something else to each.
    private static void RequireFile(string file)
    {
        if (FileStatus.OfTarget(file) is not { IsFile: true })
            throw new UserException($"{file} is no file, and git's settings are in one; look at it, then take it away: rm {ShellQuote.Quote(file)}");
    }

    private static IEnumerable<(string Key, string Value)> OverridesOf(string file, string? tree, string key, string value)
    {
        if (Filter().Match(key) is { Success: true } filter)
            return [(key, ""), ($"{filter.Groups["driver"].Value}.required", "false")];
        if (Helper().IsMatch(key))
            return [(key, "")];
        if (key == "core.sshcommand")
            return [(key, "ssh")];
        if (Refused().IsMatch(key) || (key == "core.worktree" && tree is not null && !IsWorktreeBelow(tree, file, value)))
        {
            throw new UserException(
                $"{file} sets {Printable.Text(key)} to {Printable.Text(value)}, which git on this host is not to obey, since a build may have written it; " +
                $"look at it, then take it away: git config --file {ShellQuote.Quote(file)} --unset-all {ShellQuote.Quote(key)}");
        }

        return [];
    }

    private static bool IsWorktreeBelow(string tree, string file, string value) => IsBelow(tree, Path.GetFullPath(value, Path.GetDirectoryName(file)!));

    // As it is written, and on the way there is no link to elsewhere.
    private static bool IsBelow(string tree, string folder)
    {
        var here = folder;
        while (here.Length > tree.Length && new DirectoryInfo(here).LinkTarget is null)
            here = Path.GetDirectoryName(here)!;
        return here == tree;
    }

    // Of the repository, of the submodules that are checked out, and of those that git keeps to check out.
    private static IEnumerable<(string File, string? Tree)> ConfigurationsOf(string folder)
    {
        // A tree may have a file of that name, too. Of a repository itself there is no working tree, or one that is said.
        var own = File.Exists(Path.Combine(folder, "HEAD")) ? FilesIn(folder) : [];
        var ofTree = Path.Exists(Path.Combine(folder, ".git")) ? Repositories.CheckedOut(folder) : [];
        return own.Select(file => (file, (string?)null))
            .Concat(ofTree.Select(Repositories.GitFolderOf).SelectMany(Repositories.WithModules).SelectMany(FilesIn).Select(file => (file, (string?)folder)));
    }

    private static IEnumerable<string> FilesIn(string repository) =>
        new[] { Path.Combine(Repositories.CommonFolderOf(repository), "config"), Path.Combine(repository, "config.worktree") }.Where(File.Exists);

    [GeneratedRegex(@"filter|helper|askpass|sshcommand|gitproxy|alternaterefscommand|uploadpack|receivepack|vcs|insteadof|include|worktree|hook", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();

    [GeneratedRegex(@"^\tworktree = (?<path>[A-Za-z0-9_./-]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainWorktree();

    [GeneratedRegex(@"^(?<driver>filter\..+)\.(clean|smudge|process)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Filter();

    [GeneratedRegex(@"^(credential\.(.+\.)?helper|core\.askpass)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Helper();

    [GeneratedRegex(@"^(core\.gitproxy|core\.alternaterefscommand|remote\..+\.(uploadpack|receivepack|vcs)|url\..+\.(push)?insteadof|hook\..+\.command|include\.path|includeif\..+\.path)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Refused();
}
