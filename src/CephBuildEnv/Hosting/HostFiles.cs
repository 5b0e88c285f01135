using System.Runtime.InteropServices;
using System.Text;

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

    /// <summary>
    /// Writes a file in one step: a reader sees what was there before or all of it, and nothing is left where it fails. A link is
    /// replaced and not followed, so that who may write in the folder cannot have another file written.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Replace(string path, string text)
    {
        var fresh = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new StreamWriter(new FileStream(fresh, FileMode.CreateNew, FileAccess.Write)))
                file.Write(text);
            if (Rename(fresh, path) != 0)
                throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <summary>
    /// Reads a small file that somebody else may have written: no link is followed, nothing is waited for, and what is behind the
    /// first megabyte is left out.
    /// </summary>
    /// <returns>Null when there is no file of that name, or none that may be read.</returns>
    public static string? ReadSmall(string path)
    {
        const int most = 1 << 20;
        return Read(path, _ => { }, most);
    }

    private static string? Read(string path, Action<FileStream> seek, int most)
    {
        if (FileStatus.Of(path) is not { IsFile: true })
            return null;
        try
        {
            using var file = File.OpenRead(path);
            seek(file);
            var bytes = new byte[Math.Min(file.Length, most)];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Paths of the files below a folder that somebody else may have written: no link is followed, and none is among them.</summary>
    public static IEnumerable<string> FilesBelow(string folder) => FileStatus.Of(folder) is { IsFolder: true }
        ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(path => FileStatus.Of(path) is { IsFile: true })
        : [];

    /// <summary>The last 64 KiB of a file that somebody else may have written; null when there is no file of that name, or none that may be read.</summary>
    public static string? ReadEnd(string path)
    {
        const int most = 1 << 16;
        return Read(path, file => file.Seek(-Math.Min(file.Length, most), SeekOrigin.End), most);
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
