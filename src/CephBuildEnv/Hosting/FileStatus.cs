using System.Runtime.InteropServices;

namespace CephBuildEnv.Hosting;

/// <summary>What the kernel says about a path: what .NET does not tell on Linux.</summary>
/// <param name="IsFolder">Neither a file nor a link to a folder.</param>
/// <param name="IsLink">A symbolic link.</param>
/// <param name="IsFile">Neither that, nor a folder, a pipe, a device or a socket.</param>
/// <param name="Bytes">That it takes on the disk, in whole blocks.</param>
/// <param name="Links">How many names its content has.</param>
/// <param name="Identity">Of the content: the same for all its names.</param>
/// <param name="Disk">The file system that it is on.</param>
/// <param name="Owner">User and group id.</param>
/// <param name="Changed">When its content, its owner, its mode or its name changed last. Unlike the time of its content, nobody can set that back.</param>
/// <param name="Mount">Where that is mounted, as a number; 0 where the kernel is older than 5.8 and does not say.</param>
internal readonly partial record struct FileStatus(
    bool IsFolder,
    bool IsLink,
    bool IsFile,
    long Bytes,
    uint Links,
    (ulong Disk, ulong Inode) Identity,
    ulong Disk,
    (uint User, uint Group) Owner,
    DateTimeOffset Changed,
    ulong Mount)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int Following = 0;
    private const int NotFollowing = 0x100 | 0x800; // AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT
    private const uint Wanted = 0x7ff | 0x1000; // STATX_BASIC_STATS | STATX_MNT_ID
    private const int BlockSize = 512;

    private const ushort TypeMask = 0xf000;
    private const ushort Folder = 0x4000;
    private const ushort Link = 0xa000;
    private const ushort File = 0x8000;

    /// <summary>Another one when the path or anything of what is there has changed, whatever its times say.</summary>
    public string Version => $"{Identity.Inode} {Changed.UtcTicks}";

    /// <summary>Of the path itself, links not followed; null when there is no such path, or none that may be looked at.</summary>
    public static FileStatus? Of(string path) => Ask(path, NotFollowing);

    /// <summary>The same, links followed.</summary>
    public static FileStatus? OfTarget(string path) => Ask(path, Following);

    /// <summary>No other disk, and no other place of the same one, is mounted between the two.</summary>
    public bool IsMountedWith(FileStatus other) => Disk == other.Disk && Mount == other.Mount;

    private static FileStatus? Ask(string path, int flags)
    {
        var status = default(Statx);
        if (GetStatus(CurrentDirectory, path, flags, Wanted, ref status) != 0)
            return null;
        var disk = ((ulong)status.DiskMajor << 32) | status.DiskMinor;
        return new(
            (status.Mode & TypeMask) == Folder,
            (status.Mode & TypeMask) == Link,
            (status.Mode & TypeMask) == File,
            (long)status.Blocks * BlockSize,
            status.Links,
            (disk, status.Inode),
            disk,
            (status.User, status.Group),
            DateTimeOffset.UnixEpoch.AddSeconds(status.ChangedSeconds).AddTicks(status.ChangedNanoseconds / TimeSpan.NanosecondsPerTick),
            status.Mount);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, ref Statx status);

    // struct statx of linux/stat.h: the one status structure that is the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(16)] public uint Links;
        [FieldOffset(20)] public uint User;
        [FieldOffset(24)] public uint Group;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(48)] public ulong Blocks;
        [FieldOffset(96)] public long ChangedSeconds;
        [FieldOffset(104)] public uint ChangedNanoseconds;
        [FieldOffset(136)] public uint DiskMajor;
        [FieldOffset(140)] public uint DiskMinor;
        [FieldOffset(144)] public ulong Mount;
    }
}
