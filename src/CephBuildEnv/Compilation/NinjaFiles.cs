using System.Buffers;
using System.Text;

namespace CephBuildEnv.Compilation;

/// <summary>What ninja knows in a build folder: the rules that were made for it, and the files that compilers told it of.</summary>
public static class NinjaFiles
{
    private const string Rules = "build.ninja", Dependencies = ".ninja_deps", Log = ".ninja_log";

    // Of what lies outside the folder that is above the build folder; ninja has taken all other ".." out of the paths.
    private const string Outside = "../../";

    private const string GitFolder = ".git";

    // As far as it matters where a path begins and ends.
    private static readonly SearchValues<byte> PathBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-/@~%,="u8);

    // What stands between two paths of a rule. Anything else is of a path, and so are these behind a $.
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \n\r:|\"'"u8);

    /// <summary>ninja has compiled something in it.</summary>
    public static bool HasCompiled(string buildDirectory) => File.Exists(Path.Combine(buildDirectory, Log));

    /// <summary>Whether they name a path below some roots that is below none of some folders, or nobody can tell.</summary>
    /// <param name="buildDirectory">Its path: directly below one of the folders.</param>
    /// <param name="roots">Absolute paths.</param>
    /// <param name="folders">Absolute paths below them.</param>
    public static bool NamePathBelow(string buildDirectory, IEnumerable<string> roots, IEnumerable<string> folders)
    {
        var wanted = roots.Select(root => Encoding.UTF8.GetBytes($"{root}/")).ToList();
        var excepted = folders.Select(Encoding.UTF8.GetBytes).ToList();
        return NamePath(Rules, wanted) || NamePath(Dependencies, [.. wanted, Encoding.UTF8.GetBytes(Outside)]);

        bool NamePath(string file, List<byte[]> beginnings) => FileSearch.Finds(Path.Combine(buildDirectory, file), beginnings, (text, at) =>
            (at == 0 || !PathBytes.Contains(text[at - 1])) && !IsBelowAny(text[at..], excepted));
    }

    /// <summary>The paths in git's own folders that the rules name; null where one cannot be told.</summary>
    /// <param name="buildDirectory">Its path.</param>
    public static IReadOnlyCollection<string>? PathsInGit(string buildDirectory)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var isUnclear = FileSearch.Finds(Path.Combine(buildDirectory, Rules), [Encoding.UTF8.GetBytes(GitFolder)], (text, at) =>
        {
            var (begin, end) = PathAround(text, at);
            var path = Encoding.ASCII.GetString(text[begin..end]);
            if (!path.Split('/').Contains(GitFolder))
                return false;
            paths.Add(Path.GetFullPath(path, buildDirectory));
            return !IsSeparated(text, begin, end);
        });
        // Compilers tell of none, as a rule.
        isUnclear |= FileSearch.Finds(Path.Combine(buildDirectory, Dependencies), [Encoding.UTF8.GetBytes($"{GitFolder}/")], (_, _) => true);
        return isUnclear ? null : paths;
    }

    private static (int Begin, int End) PathAround(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..].IndexOfAnyExcept(PathBytes);
        return (text[..at].LastIndexOfAnyExcept(PathBytes) + 1, length < 0 ? text.Length : at + length);
    }

    private static bool IsSeparated(ReadOnlySpan<byte> text, int begin, int end) =>
        (begin == 0 || Separators.Contains(text[begin - 1])) && (begin < 2 || text[begin - 2] != '$') && (end == text.Length || Separators.Contains(text[end]));

    private static bool IsBelowAny(ReadOnlySpan<byte> path, List<byte[]> folders)
    {
        foreach (var folder in folders)
        {
            if (path.StartsWith(folder) && (path.Length == folder.Length || path[folder.Length] == '/' || !PathBytes.Contains(path[folder.Length])))
                return true;
        }

        return false;
    }
}
