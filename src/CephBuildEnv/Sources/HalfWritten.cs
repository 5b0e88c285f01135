namespace CephBuildEnv.Sources;

/// <summary>
/// What git leaves in a mirror when it cannot go on, because the disk is full or it was killed: parts of objects, which are
/// never read again and take the room that is missing, and locks, which keep the next git from writing.
/// </summary>
internal static class HalfWritten
{
    /// <summary>Removes it from a mirror. Whoever calls holds the store's lock: nobody else is writing.</summary>
    public static void Remove(string mirror)
    {
        IEnumerable<string> left =
            [.. Files(mirror, "objects", "tmp_*"), .. Files(mirror, "objects", "*.lock"), .. Files(mirror, "refs", "*.lock"), .. Directory.EnumerateFiles(mirror, "*.lock")];
        foreach (var file in left)
            File.Delete(file);
    }

    private static IEnumerable<string> Files(string mirror, string folder, string pattern) => Directory.Exists(Path.Combine(mirror, folder))
        ? Directory.EnumerateFiles(Path.Combine(mirror, folder), pattern, SearchOption.AllDirectories)
        : [];
}
