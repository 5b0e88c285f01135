using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Caching;

/// <summary>
/// Fills the compiler cache of a new environment with what another one of the same distro has compiled. Copies share their
/// blocks where the file system can; never the files themselves, which a build could change under the other's feet.
/// </summary>
public sealed class WarmStart(HostLayout layout, IReadOnlyList<Distro> distros)
{
    // A copy must not fill the disk that the build needs.
    private const int RoomPerCache = 10;

    /// <summary>Environments of the same distro that have a cache to copy, the one used last first.</summary>
    public IReadOnlyList<BuildEnvironment> SourcesFor(BuildEnvironment environment) => !Directory.Exists(layout.Caches)
        ? []
        : [.. new DirectoryInfo(layout.Caches).EnumerateDirectories()
            .Where(folder => folder.LinkTarget is null && HasResults(folder.FullName))
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .Select(folder => BuildEnvironment.Find(distros, folder.Name))
            .OfType<BuildEnvironment>()
            .Where(other => other != environment && other.Distro.Name == environment.Distro.Name)];

    /// <summary>Copies a cache; all of it, or nothing.</summary>
    /// <returns>Why it was not copied; null when it was.</returns>
    public async Task<string?> CopyAsync(BuildEnvironment from, BuildEnvironment to, long bytes, CancellationToken cancellation)
    {
        var (source, target) = (layout.Cache(from), layout.Cache(to));
        if (new DriveInfo(layout.Caches).AvailableFreeSpace < bytes * RoomPerCache)
            return "the disk has too little room for another one";
        var unfinished = layout.UnfinishedCache(to);
        try
        {
            await HostFiles.RemoveFolderAsync(unfinished);
            // Links stay links. A file that ccache removes meanwhile is reported, and all others are copied.
            await CommandRunner.CaptureAsync(new("cp", "--archive", "--reflink=auto", "--no-target-directory", "--", source, unfinished), cancellation);
            // The other environment's settings, and what its compilers were at work on.
            File.Delete(Path.Combine(unfinished, CompilerCache.ConfigurationName));
            await HostFiles.RemoveFolderAsync(Path.Combine(unfinished, "tmp"));
            Directory.Move(unfinished, target);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
        finally
        {
            await HostFiles.RemoveFolderAsync(unfinished);
        }
    }

    // ccache makes one folder per hexadecimal digit.
    private static bool HasResults(string folder) =>
        Directory.EnumerateDirectories(folder).Any(inner => Path.GetFileName(inner) is [var digit] && char.IsAsciiHexDigit(digit));
}
