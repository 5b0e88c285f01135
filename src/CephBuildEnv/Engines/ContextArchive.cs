using System.Formats.Tar;

namespace CephBuildEnv.Engines;

/// <summary>Packs a build context: the same files give the same bytes, whatever the umask and the clock.</summary>
public static class ContextArchive
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Runnable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static async Task WriteAsync(IEnumerable<ContextFile> files, Stream archive, CancellationToken cancellation)
    {
        // Not PAX: the docker client recognises an archive by its first 1024 bytes, which a PAX header would fill.
        await using var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            await using var content = file.Open();
            var entry = new UstarTarEntry(TarEntryType.RegularFile, file.Path)
            {
                Mode = file.Executable ? Runnable : Readable,
                ModificationTime = DateTimeOffset.UnixEpoch,
                DataStream = content,
            };
            await tar.WriteEntryAsync(entry, cancellation);
        }
    }
}
