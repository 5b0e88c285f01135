using System.Text.RegularExpressions;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>Reads which submodules a commit has, and which of them a tree lacks.</summary>
public static partial class Submodules
{
    private const string File = ".gitmodules";

    internal static async Task<IReadOnlyList<Submodule>> ReadAsync(Git git, Mirror mirror, string commit, CancellationToken cancellation)
    {
        if (await git.ReadAsync(mirror.Folder, [Git.Here, "ls-tree", "--name-only", commit, File], cancellation) == "")
            return [];
        var listing = await git.ReadAsync(mirror.Folder, [Git.Here, "config", "--blob", $"{commit}:{File}", "--null", "--list"], cancellation);
        return [.. Parse(listing)
            .Select(entry => (entry.Name, entry.Path, entry.Url, Commit: mirror.PinnedCommit(commit, entry.Path)))
            .Where(entry => entry.Commit is not null)
            .Select(entry => new Submodule(entry.Name, entry.Path, mirror.Url.Resolve(entry.Url), entry.Commit!))];
    }

    /// <summary>The paths of those that the tree's commit has and that are not checked out.</summary>
    internal static IReadOnlyList<string> Missing(Repository repository)
    {
        var root = repository.Info.WorkingDirectory;
        // The file that names them mostly says that nothing is missing; libgit2 reads the whole tree of the commit to know.
        if (HostFiles.ReadSmall(Path.Combine(root, File)) is { } named && PathSetting().Matches(named).All(match => IsCheckedOut(match.Groups["path"].Value)))
            return [];
        return [.. repository.Submodules.Where(module => module.HeadCommitId is not null).Select(module => module.Path).Where(path => !IsCheckedOut(path))];

        bool IsCheckedOut(string path) => Path.Exists(Path.Combine(root, path, ".git"));
    }

    /// <summary>Of git's listing <c>submodule.NAME.path LF value NUL</c>: those that have a path and a URL.</summary>
    public static IEnumerable<(string Name, string Path, string Url)> Parse(string listing)
    {
        var settings = listing.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2))
            .Where(entry => entry.Length == 2 && entry[0].StartsWith("submodule."))
            .Select(entry => (Key: entry[0]["submodule.".Length..], Value: entry[1]))
            // A setting of submodule as such belongs to none.
            .Where(entry => entry.Key.Contains('.'))
            .Select(entry => (Name: entry.Key[..entry.Key.LastIndexOf('.')], Setting: entry.Key[(entry.Key.LastIndexOf('.') + 1)..], entry.Value));
        foreach (var module in settings.GroupBy(setting => setting.Name))
        {
            var path = module.LastOrDefault(setting => setting.Setting == "path").Value;
            var url = module.LastOrDefault(setting => setting.Setting == "url").Value;
            if (path is { Length: > 0 } && url is not null && IsSafe(module.Key))
                yield return (module.Key, path, url);
        }
    }

    [GeneratedRegex(@"^[ \t]*path[ \t]*=[ \t]*(?<path>.*?)[ \t\r]*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PathSetting();

    // The name becomes a folder below modules/ of its own; git refuses such names too.
    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= 200 && name.EnumerateRunes().All(Printable.IsVisible) && !name.Split('/', '\\').Any(part => part is "" or "." or "..");
}
