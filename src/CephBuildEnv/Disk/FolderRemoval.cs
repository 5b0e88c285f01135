using CephBuildEnv.Hosting;

namespace CephBuildEnv.Disk;

/// <summary>
/// Removes a folder in two steps: it gets a hidden name at once, and then goes file by file. Nobody meets half of it, and what
/// an interruption leaves is known by its name.
/// </summary>
public static class FolderRemoval
{
    private const UnixFileMode Writable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What stands in the way of removing it; null when nothing does.</summary>
    public static string? Obstacle(HostLayout layout, string folder, FolderSize size)
    {
        if (FileStatus.Of(folder) is not { } status)
            return null;
        if (status.IsLink)
            return $"is a link to {new FileInfo(folder).LinkTarget}; what it points to is not ours";
        if (!status.IsFolder)
            return "is no folder";
        if (size.Mounted is { } mounted)
            return $"has another disk in it, mounted on {mounted}";
        // The dot: the area itself may be a link to another disk.
        var area = FileStatus.Of(Path.Combine(Path.GetDirectoryName(layout.Removed(folder))!, "."));
        return area is { } place && place.IsMountedWith(status) ? null : "is on a disk of its own; empty that yourself";
    }

    /// <summary>Gives it its hidden name.</summary>
    /// <returns>The new path.</returns>
    public static string Hide(HostLayout layout, string folder)
    {
        var hidden = layout.Removed(folder);
        Directory.Move(folder, hidden);
        return hidden;
    }

    /// <summary>Removes what is in it and the folder; nothing when there is none. Links are removed and not followed; nothing on another disk is touched.</summary>
    /// <exception cref="UserException">A disk is mounted in it.</exception>
    public static void Remove(string folder, CancellationToken cancellation)
    {
        if (folder.Length > 0 && FileStatus.Of(folder) is { IsFolder: true } top)
            Remove(folder, top, cancellation);
    }

    private static void Remove(string folder, FileStatus top, CancellationToken cancellation)
    {
        if ((File.GetUnixFileMode(folder) & Writable) != Writable)
            File.SetUnixFileMode(folder, Writable);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder))
        {
            cancellation.ThrowIfCancellationRequested();
            if (FileStatus.Of(path) is not { } status)
                continue;
            if (!status.IsFolder)
                File.Delete(path);
            else if (status.IsMountedWith(top))
                Remove(path, top, cancellation);
            else
                throw new UserException($"a disk is mounted on {path}; unmount it: umount {path}");
        }

        Directory.Delete(folder);
    }
}
