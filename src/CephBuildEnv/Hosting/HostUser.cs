using System.Runtime.InteropServices;

namespace CephBuildEnv.Hosting;

/// <summary>Who runs this process and who owns a path: what .NET itself cannot tell on Linux.</summary>
public static partial class HostUser
{
    /// <summary>The effective user id of this process.</summary>
    public static uint Id => GetEffectiveUserId();

    public static uint GroupId => GetEffectiveGroupId();

    public static bool IsRoot => Id == 0;

    /// <summary>User and group that own the path, links followed; null when there is no such path.</summary>
    public static (uint User, uint Group)? OwnerOf(string path) => FileStatus.OfTarget(path)?.Owner;

    /// <summary>The name of a user id, or the id itself.</summary>
    public static string NameOf(uint id) => File.Exists("/etc/passwd")
        ? File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 2 && fields[2] == id.ToString())?[0] ?? id.ToString()
        : id.ToString();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();
}
