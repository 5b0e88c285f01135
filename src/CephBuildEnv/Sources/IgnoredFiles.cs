using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>Finds files that git ignores and that no build made. A build leaves so many of them that all others are a person's.</summary>
/// <param name="git">That lists them.</param>
/// <param name="made">Paths of files and folders that a build made: not looked into.</param>
/// <param name="wasBuilding">Whether what changed at a time was changed by a build.</param>
internal sealed class IgnoredFiles(Git git, IReadOnlyCollection<string> made, Func<DateTimeOffset, bool> wasBuilding)
{
    // Patches, and what is left where one did not fit. Ceph ignores them; a person saves them also while a build runs, and a
    // build has no use for them beside the sources.
    private static readonly string[] ByHand = [".patch", ".diff", ".orig", ".rej"];

    /// <param name="checkout">A tree, or a submodule that is checked out.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Paths in it. An ignored folder, whose path ends with a slash, stands for all that is in it.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(string checkout, CancellationToken cancellation)
    {
        // With --directory git does not look into folders that it ignores, such as that of a build.
        var listing = await git.ReadAsync(checkout, ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"], cancellation);
        var entries = listing.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Where((entry, index) => !IsListedByItsFiles(entry, index + 1 < entries.Length ? entries[index + 1] : "") && IsWork(Path.Combine(checkout, entry), cancellation))];
    }

    // A folder that git does not ignore itself, but has only ignored files in it: they follow.
    private static bool IsListedByItsFiles(string entry, string next) => entry.EndsWith('/') && next.StartsWith(entry, StringComparison.Ordinal);

    private bool IsWork(string path, CancellationToken cancellation)
    {
        if (made.Any(known => path == known || path.StartsWith($"{known}/", StringComparison.Ordinal)))
            return false;
        return ByHand.Contains(Path.GetExtension(path)) || !IsMade(path.TrimEnd('/'), cancellation);
    }

    // What cannot be looked at is not known to be a build's. A folder's own time tells nothing: it changes with what is taken away.
    private bool IsMade(string path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return FileStatus.Of(path) is { } status && (status.IsFolder
                ? Directory.EnumerateFileSystemEntries(path).All(inner => made.Contains(inner) || IsMade(inner, cancellation))
                : wasBuilding(status.Changed));
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
