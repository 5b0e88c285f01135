using System.Buffers;
using System.Text;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Compilation;

/// <summary>What ninja knows in a build folder: the rules that were made for it, and the files that compilers told it of.</summary>
public static class NinjaFiles
{
    private const string Rules = "build.ninja", Dependencies = ".ninja_deps", Log = ".ninja_log";

    // Of what lies outside the folder that is above the build folder; ninja has taken all other ".." out of the paths.
    private const string Outside = "../../";

    // In bytes.
    private const int Piece = 1 << 18, LongestPath = 1 << 12;

    // As far as it matters where a path begins and ends.
    private static readonly SearchValues<byte> PathBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-/@~%,="u8);

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
        return NamesPath(Path.Combine(buildDirectory, Rules), wanted, excepted) ||
            NamesPath(Path.Combine(buildDirectory, Dependencies), [.. wanted, Encoding.UTF8.GetBytes(Outside)], excepted);
    }

    private static bool NamesPath(string file, List<byte[]> wanted, List<byte[]> excepted)
    {
        // The container can write both.
        if (FileStatus.Of(file) is not { } status)
            return false;
        try
        {
            return !status.IsFile || wanted.Exists(beginning => NamesPath(file, beginning, excepted));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // Piece by piece: of all of Ceph they are tens of megabytes.
    private static bool NamesPath(string file, byte[] wanted, List<byte[]> excepted)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[Piece + LongestPath];
        var (kept, from) = (0, 0);
        while (true)
        {
            var read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var there = buffer.AsSpan(0, kept + read);
            var isEnd = there.Length < buffer.Length;
            // What begins near the end is looked at with what follows.
            var until = isEnd ? there.Length : there.Length - LongestPath;
            if (NamesPath(there, from, until, wanted, excepted))
                return true;
            if (isEnd)
                return false;
            // With the byte before, which tells whether a path begins there.
            there[(until - 1)..].CopyTo(buffer);
            (kept, from) = (there.Length - until + 1, 1);
        }
    }

    private static bool NamesPath(ReadOnlySpan<byte> text, int from, int until, byte[] wanted, List<byte[]> excepted)
    {
        for (var at = from; text[at..].IndexOf(wanted) is var found and >= 0 && at + found < until; at += found + 1)
        {
            var begin = at + found;
            if ((begin == 0 || !PathBytes.Contains(text[begin - 1])) && !IsBelowAny(text[begin..], excepted))
                return true;
        }

        return false;
    }

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
