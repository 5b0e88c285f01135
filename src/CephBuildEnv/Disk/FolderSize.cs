using System.Runtime.InteropServices;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Disk;

/// <summary>What a folder takes on its disk.</summary>
/// <param name="Bytes">In whole blocks; what has several names counts once.</param>
/// <param name="Freed">What its removal gives back: without what has another name outside the folder.</param>
/// <param name="Mounted">A folder in it that is another disk; null when there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FolderSize(long Bytes, long Freed, string? Mounted)
{
    /// <summary>Measures it. Links are not followed, other disks not entered, and what vanishes meanwhile is none.</summary>
    /// <param name="folder">Its path; nothing at all has size 0.</param>
    /// <param name="except">Folders in it that are counted elsewhere.</param>
    /// <param name="cancellation">Stops it.</param>
    public static FolderSize Of(string folder, IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        if (FileStatus.Of(folder) is not { } top)
            return default;
        var bytes = top.Bytes;
        var names = new Dictionary<(ulong, ulong), (uint Unseen, long Bytes)>();
        string? mounted = null;
        var folders = new Stack<string>(top.IsFolder ? [folder] : []);
        while (folders.TryPop(out var current))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var path in Entries(current))
            {
                if (except.Contains(path) || FileStatus.Of(path) is not { } status)
                    continue;
                if (status.IsFolder && status.IsMountedWith(top))
                    folders.Push(path);
                if (status.IsFolder && !status.IsMountedWith(top))
                    mounted = path;
                else if (!status.IsFolder && status.Links > 1)
                    names[status.Identity] = (names.TryGetValue(status.Identity, out var seen) ? seen.Unseen - 1 : status.Links - 1, status.Bytes);
                else
                    bytes += status.Bytes;
            }
        }

        return new(bytes + names.Values.Sum(name => name.Bytes), bytes + names.Values.Where(name => name.Unseen == 0).Sum(name => name.Bytes), mounted);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
