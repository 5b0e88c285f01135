using System.Formats.Tar;

namespace CephBuildEnv.Engines;

/// <summary>Packs a build context: the same files give the same bytes, whatever the umask and the clock.</summary>
public static class ContextArchive
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Runnable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static MemoryStream Create(IEnumerable<ContextFile> files)
    {
        var archive = new MemoryStream();
        // Not PAX: the docker client recognises an archive by its first 1024 bytes, which a PAX header would fill.
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Path)
                {
                    Mode = file.Executable ? Runnable : Readable,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    DataStream = new MemoryStream(file.Content.ToArray()),
                });
            }
        }

        archive.Position = 0;
        return archive;
    }
}
