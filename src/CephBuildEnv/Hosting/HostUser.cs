using System.Runtime.InteropServices;

namespace CephBuildEnv.Hosting;

/// <summary>Who runs this process and who owns a path: what .NET itself cannot tell on Linux.</summary>
public static partial class HostUser
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint WantOwner = 0x8 | 0x10; // STATX_UID | STATX_GID

    /// <summary>The effective user id of this process.</summary>
    public static uint Id => GetEffectiveUserId();

    public static uint GroupId => GetEffectiveGroupId();

    public static bool IsRoot => Id == 0;

    /// <summary>User and group that own the path, links followed; null when there is no such path.</summary>
    public static (uint User, uint Group)? OwnerOf(string path)
    {
        var status = default(Statx);
        return GetStatus(CurrentDirectory, path, 0, WantOwner, ref status) == 0 ? (status.User, status.Group) : null;
    }

    /// <summary>The name of a user id, or the id itself.</summary>
    public static string NameOf(uint id) => File.Exists("/etc/passwd")
        ? File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 2 && fields[2] == id.ToString())?[0] ?? id.ToString()
        : id.ToString();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int folder, string path, int flags, uint mask, ref Statx status);

    // struct statx of linux/stat.h: the one status structure that is the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(20)] public uint User;
        [FieldOffset(24)] public uint Group;
    }
}
