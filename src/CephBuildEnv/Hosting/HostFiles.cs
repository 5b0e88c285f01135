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

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
