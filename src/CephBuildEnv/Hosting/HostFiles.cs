using System.Runtime.InteropServices;

namespace CephBuildEnv.Hosting;

/// <summary>What .NET's own file operations do not do on Linux.</summary>
internal static partial class HostFiles
{
    // What lost its parent ends when it next has something to say; until then it may go on writing.
    private static readonly TimeSpan WriterTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);

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

    /// <summary>Removes a folder with all that is in it, if it is there, also when a process of a run that was killed still writes there.</summary>
    /// <exception cref="UserException">It cannot be removed.</exception>
    public static async Task RemoveFolderAsync(string path)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Directory.Exists(path))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException e) when (TimeProvider.System.GetElapsedTime(began) > WriterTime)
            {
                throw new UserException($"cannot remove {path}: {e.Message}; does a process write there still? Look: fuser -v {path}", e);
            }
            catch (IOException)
            {
                await Task.Delay(RetryInterval);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolder(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
