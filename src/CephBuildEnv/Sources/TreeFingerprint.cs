using System.Security.Cryptography;
using System.Text;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>What of a folder a build tool could find changed: the names in it, and when the kernel saw each of them change last.</summary>
public static class TreeFingerprint
{
    // Every commit, fetch and look at the tree writes there. What a build does depend on, its files name.
    internal const string GitFolder = ".git";

    /// <summary>The same as long as nothing in the folder was written, made, renamed or removed, not even with its old times.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="isForeign">Whether the link of this path leads to what nobody watches. Asked by several threads.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Hexadecimal digits; null where one cannot be had: something is foreign, cannot be read, or vanished meanwhile.</returns>
    public static string? Of(string folder, Func<string, bool> isForeign, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var options = new ParallelOptions { CancellationToken = cancellation };
        // Level by level, each by all processors: the kernel takes most of the time.
        for (List<string> level = [folder]; level.Count > 0;)
        {
            var looks = new Look?[level.Count];
            Parallel.For(0, level.Count, options, index => looks[index] = LookAt(level[index], isForeign));
            level = [];
            foreach (var look in looks)
            {
                if (look is null)
                    return null;
                text.Append(look.Hash);
                level.AddRange(look.Folders);
            }
        }

        return Hash(text);
    }

    // In the kernel's order, which is the same as long as the folder is.
    private static Look? LookAt(string folder, Func<string, bool> isForeign)
    {
        var (text, folders) = (new StringBuilder(), new List<string>());
        try
        {
            foreach (var path in Directory.GetFileSystemEntries(folder).Where(path => !path.EndsWith($"/{GitFolder}", StringComparison.Ordinal)))
            {
                if (FileStatus.Of(path) is not { } status || (status.IsLink && isForeign(path)))
                    return null;
                text.Append(path).Append('\0').Append(status.Version).Append('\n');
                if (status.IsFolder)
                    folders.Add(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new(Hash(text), folders);
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

    private sealed record Look(string Hash, List<string> Folders);
}
