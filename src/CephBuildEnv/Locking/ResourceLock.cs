using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Locking;

/// <summary>
/// Holds something that two runs must not use at once. The lock is the kernel's (flock), so a process that died holds none.
/// </summary>
public sealed class ResourceLock : IDisposable
{
    // EWOULDBLOCK of flock, as .NET hands it on.
    private const int WouldBlock = 11;

    private static readonly TimeSpan WaitInterval = TimeSpan.FromMilliseconds(200);

    private static readonly string OwnMark = $"pid {Environment.ProcessId} ";

    private readonly FileStream _file;

    private ResourceLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else holds it.</summary>
    /// <param name="layout">Where lock files are.</param>
    /// <param name="name">Of the lock file: safe in a path.</param>
    /// <param name="onWait">Gets who holds it, once, before the waiting; not where this process does.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<ResourceLock> WaitAsync(HostLayout layout, string name, Action<string> onWait, CancellationToken cancellation)
    {
        for (var waited = false; ; waited = true)
        {
            if (TryTake(layout.LockFile(name)) is { } taken)
                return taken;
            if (!waited && Holder(layout.LockFile(name)) is var holder && !holder.StartsWith(OwnMark))
                onWait(holder);
            await Task.Delay(WaitInterval, cancellation);
        }
    }

    /// <summary>Takes it at once or not at all.</summary>
    /// <param name="layout">Where lock files are.</param>
    /// <param name="name">Of the lock file: safe in a path.</param>
    /// <param name="resource">For people: what is locked.</param>
    /// <exception cref="UserException">Another process holds it; the message says who.</exception>
    public static ResourceLock Take(HostLayout layout, string name, string resource)
    {
        var path = layout.LockFile(name);
        return TryTake(path) ?? throw new UserException($"{resource} is in use by {Holder(path)}; wait for it, or stop it");
    }

    // The file stays: removing it would let two processes lock two files of one name.
    public void Dispose()
    {
        File.Delete(HolderFile(_file.Name));
        _file.Dispose();
    }

    private static ResourceLock? TryTake(string path)
    {
        FileStream? file = null;
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB).
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WriteHolder(path);
            return new(file);
        }
        catch (IOException e) when (file is null && e.HResult == WouldBlock)
        {
            return null;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    // Not in the locked file: .NET reads no file that somebody else holds exclusively.
    private static string HolderFile(string path) => Path.ChangeExtension(path, ".holder");

    private static void WriteHolder(string path)
    {
        var command = ShellQuote.Join(Environment.GetCommandLineArgs().Skip(1));
        File.WriteAllText(HolderFile(path), $"{OwnMark}since {TimeProvider.System.GetLocalNow():HH:mm:ss} (./build.sh {command})\n");
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadLines(HolderFile(path)).FirstOrDefault() ?? "another run";
        }
        catch (IOException)
        {
            return "another run";
        }
    }
}
