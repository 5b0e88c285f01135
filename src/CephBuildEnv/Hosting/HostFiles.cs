using System.Runtime.InteropServices;

namespace CephBuildEnv.Hosting;

/// <summary>What .NET's own file operations do not do on Linux.</summary>
internal static partial class HostFiles
{
    /// <summary>Makes a symbolic link, or points an existing one elsewhere, in one step: there is a link at every moment.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Link(string path, string target)
    {
        var fresh = $"{path}.{Path.GetRandomFileName()}";
        File.CreateSymbolicLink(fresh, target);
        // File.Move follows a link to a folder.
        if (Rename(fresh, path) != 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>Makes a folder that nobody else has made: of several that try, one does.</summary>
    /// <returns>False when there is something of that name.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static bool TryMakeFolder(string path)
    {
        const int exists = 17; // EEXIST
        const uint mode = 0x1FF; // 0777, less the umask
        if (MakeFolder(path, mode) == 0)
            return true;
        return Marshal.GetLastPInvokeError() == exists ? false : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolder(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
