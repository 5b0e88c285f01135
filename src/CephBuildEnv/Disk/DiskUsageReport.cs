using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Disk;

/// <summary>Prints what the project takes.</summary>
/// <param name="layout">The host's /ceph.</param>
/// <param name="distros">Those that exist.</param>
/// <param name="engine">That has the images.</param>
public sealed class DiskUsageReport(HostLayout layout, IReadOnlyList<Distro> distros, Func<IContainerEngine> engine)
{
    private const string Unknown = "?";

    /// <summary>A table of the environments, one of what they share, and the disks.</summary>
    public async Task ShowAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var usage = await DiskUsage.MeasureAsync(layout, distros, selection, engine, cancellation);
        if (usage.Environments.Count > 0)
        {
            Report.Table(
                ["ENVIRONMENT", "SOURCE", "BUILD", "CCACHE", "HEADERS", "LOGS", "IMAGES"],
                usage.Environments.Select(row => (string[])
                    [row.Environment.Key, Size(row.Source), Size(row.Builds), Size(row.Cache), Size(row.Headers), Size(row.Logs), Size(row.Images)]));
            Console.WriteLine();
        }

        Report.Table(["SHARED", "SIZE", "TO FREE IT"], [.. Shared(usage), .. selection.IsRestricted ? [] : await CommonAsync(usage, cancellation)]);
        Console.WriteLine();
        Report.Table(["DISK", "SIZE", "FREE"], await DisksAsync(usage, cancellation));
    }

    /// <summary>For a Clean that was not told what to remove: a table of what it can be told, with what each takes.</summary>
    /// <exception cref="UserException">Always: what goes is the user's choice.</exception>
    public async Task RefuseToGuessAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var usage = await DiskUsage.MeasureAsync(layout, distros, selection, engine, cancellation);
        var images = selection.IsRestricted
            ? usage.Environments.Sum(row => row.Images) + usage.Distros.Sum(row => row.Bytes)
            : usage.Images;
        Report.Table(
            ["WHAT", "TAKES", "IS"],
            [
                ["builds", Size(usage.Environments.Sum(row => row.Builds)), "the build folders in source trees"],
                ["ccache", Size(usage.Environments.Sum(row => row.Cache)), "compiler caches"],
                ["containers", Size(usage.Engine is null ? null : usage.Containers), "containers that do not run any more"],
                ["downloads", Size(usage.Archives), "archives that releases are built with, also those that you have put there"],
                ["headers", Size(usage.Environments.Sum(row => row.Headers)), "headers of images, for editors on this host"],
                ["images", Size(usage.Engine is null ? null : images), "images of environments; without --release base images too"],
                ["leftovers", Size(usage.Leftovers), "what interrupted runs and repairs have left"],
                ["logs", Size(usage.Environments.Sum(row => row.Logs)), "records and logs of runs"],
                ["objects", Size(usage.Objects), "mirrors that no tree borrows from"],
                ["sources", Size(usage.Environments.Sum(row => row.Source + row.Builds)), "source trees without work in them, with their build folders"],
            ]);
        throw new UserException($"nothing was named, so nothing is removed; say what, such as: ./build.sh Clean {CleanSelection.Parameter} builds ccache");
    }

    private static IEnumerable<IReadOnlyList<string>> Shared(DiskUsage usage) => usage.Distros.Select(row => (string[])
        [$"base images of {row.Distro}", Size(row.Bytes), $"./build.sh Clean --what images --distro {row.Distro}"]);

    private async Task<IReadOnlyList<IReadOnlyList<string>>> CommonAsync(DiskUsage usage, CancellationToken cancellation) =>
    [
        .. usage.Nameless.Count > 0
            ? [[$"images left by rebuilds ({usage.Nameless.Count})", Size(usage.Nameless.Bytes), "./build.sh Clean --what images"]]
            : Array.Empty<string[]>(),
        ["containers" + (usage.Engine is null ? "" : $" ({usage.Engine.Containers.Count})"), Size(usage.Engine is null ? null : usage.Containers), "./build.sh Clean --what containers"],
        ["object store", Size(usage.Objects), "./build.sh Clean --what objects"],
        .. usage.Archives > 0 ? [["archives of releases", Size(usage.Archives), "./build.sh Clean --what downloads"]] : Array.Empty<string[]>(),
        .. usage.Clusters.Select(row => (string[])[$"cluster {row.Name}", Size(row.Bytes), $"./build.sh VStop --cluster {row.Name}"]),
        .. usage.Leftovers > 0 ? [["left by interrupted runs and repairs", Size(usage.Leftovers), "./build.sh Clean --what leftovers"]] : Array.Empty<string[]>(),
        .. usage.Strangers.Select(row => (string[])[row.Path, Size(row.Bytes), "belongs to no environment: yours to look at"]),
        .. usage.Engine is null ? [] : await BuildCacheAsync(cancellation),
    ];

    // Never removed by us: the engine does not tell whose it is.
    private async Task<IReadOnlyList<IReadOnlyList<string>>> BuildCacheAsync(CancellationToken cancellation) =>
        EngineService.Of(engine().Endpoint.Kind).PruneBuildCache is { } prune
            ? [["the engine's build cache", (await engine().BuildCacheSizeAsync(cancellation))?.ToString() ?? Unknown, $"{prune}   (other projects' too)"]]
            : [];

    private async Task<IEnumerable<IReadOnlyList<string>>> DisksAsync(DiskUsage usage, CancellationToken cancellation)
    {
        var folders = new List<string> { Directory.Exists(layout.Root) ? layout.Root : "/" };
        if (usage.Engine is not null)
            folders.Add((await engine().GetInfoAsync(cancellation)).DataFolder);
        return folders.Where(Directory.Exists)
            .GroupBy(folder => FileStatus.Of(Path.Combine(folder, "."))?.Disk)
            .Select(disk => (Names: string.Join(", ", disk), Drive: new DriveInfo(disk.First())))
            .Select(disk => (string[])[disk.Names, Size(disk.Drive.TotalSize), Size(disk.Drive.AvailableFreeSpace)]);
    }

    private static string Size(long? bytes) => bytes switch
    {
        null => Unknown,
        0 => "-",
        { } some => $"{new ByteSize(some)}",
    };
}
