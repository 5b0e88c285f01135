using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Disk;

/// <summary>What a run is going to write, at least, and whether the disks have room for it.</summary>
public sealed class SpaceNeeds
{
    /// <summary>What Ceph's doc/install/build-ceph.rst says of a debug build.</summary>
    public static readonly ByteSize CephBuild = ByteSize.FromGibibytes(40);

    // Below this not even the smallest source tree fits, nor what a compiler makes of it.
    private static readonly ByteSize Least = ByteSize.FromGibibytes(0.5);

    // A distribution with a compiler, or the dependencies of a release.
    private static readonly ByteSize Image = ByteSize.FromGibibytes(2);

    // A tree's files are less compressed than its objects, and a mirror has other releases' too.
    private const double TreePerMirror = 1.2;

    // Ceph has more than 3000, any sample or part of it fewer.
    private const int SourcesOfCeph = 2000;

    private static readonly string[] CompiledFiles = ["*.cc", "*.cpp", "*.cxx", "*.c"];

    private readonly List<Need> _needs = [];

    /// <summary>A source tree that is to be cloned.</summary>
    /// <param name="sources">Where.</param>
    /// <param name="mirror">That it borrows from, once it exists.</param>
    /// <param name="cancellation">Stops it.</param>
    public void AddClone(string sources, Mirror mirror, CancellationToken cancellation) => Add(
        sources,
        Math.Max(Least.Bytes, mirror.Exists ? (long)(FolderSize.Of(mirror.Folder, [], cancellation).Bytes * TreePerMirror) : 0),
        "to clone the source");

    public void AddCompile(string sources) => Add(sources, Least.Bytes, "to compile");

    /// <param name="engineFolder">Where the engine keeps its images. A folder that is not on this host cannot be judged.</param>
    public void AddImage(string engineFolder)
    {
        if (Directory.Exists(engineFolder))
            Add(engineFolder, Image.Bytes, "to build images");
    }

    /// <summary>Anything else.</summary>
    public void Add(string folder, long bytes, string purpose) => _needs.Add(new(folder, bytes, purpose));

    /// <exception cref="UserException">A disk has less room than what is going to be written on it.</exception>
    public void Require()
    {
        var disks = _needs.Select(need => need with { Folder = Existing(need.Folder) })
            .GroupBy(need => $"{FileStatus.Of(Path.Combine(need.Folder, "."))?.Disk}");
        foreach (var disk in disks)
        {
            var folder = disk.First().Folder;
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var needed = disk.Sum(need => need.Bytes);
            if (free >= needed)
                continue;
            var purposes = disk.GroupBy(need => need.Purpose).Select(purpose => $"{new ByteSize(purpose.Sum(need => need.Bytes))} {purpose.Key}");
            throw new UserException(
                $"the disk of {folder} is too full: {new ByteSize(free)} free, and at least {new ByteSize(needed)} is needed ({string.Join(", ", purposes)}); " +
                "see what could go: ./build.sh DiskUsage, remove some: ./build.sh Clean --what …, or put /ceph elsewhere: ./build.sh Prepare --ceph-dir FOLDER");
        }
    }

    /// <summary>What to warn of before a tree is compiled for the first time; null when there is room enough, or the tree is small.</summary>
    public static async Task<string?> WarningAsync(Git git, string tree, CancellationToken cancellation)
    {
        var free = new DriveInfo(tree).AvailableFreeSpace;
        if (free >= CephBuild.Bytes || await TrackedFiles.CountAsync(git, tree, CompiledFiles, cancellation) <= SourcesOfCeph)
            return null;
        return $"{new ByteSize(free)} free on the disk of {tree}, and a debug build of Ceph takes about {CephBuild}; see what could go: ./build.sh DiskUsage";
    }

    // What is going to be made lies on the disk of what it is made in.
    private static string Existing(string folder) => Directory.Exists(folder) ? folder : Existing(Path.GetDirectoryName(folder) ?? "/");

    private sealed record Need(string Folder, long Bytes, string Purpose);
}
