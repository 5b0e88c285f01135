namespace CephBuildEnv.Sources;

/// <summary>
/// What git leaves in a repository's objects when it cannot go on, because the disk is full or it was killed. It is never
/// read again, and takes the room that is missing.
/// </summary>
internal static class HalfWritten
{
    /// <summary>Removes it from a repository that no other process writes to.</summary>
    public static void Remove(string gitFolder)
    {
        var objects = new DirectoryInfo(Path.Combine(gitFolder, "objects"));
        if (!objects.Exists)
            return;
        foreach (var file in objects.EnumerateFiles("tmp_*", SearchOption.AllDirectories))
            file.Delete();
    }
}
