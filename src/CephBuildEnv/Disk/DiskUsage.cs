using CephBuildEnv.Clusters;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Disk;

/// <summary>What the project takes on this host.</summary>
public sealed class DiskUsage
{
    private readonly IReadOnlyDictionary<string, long> _added;

    private DiskUsage(HostLayout layout, IReadOnlyList<Distro> distros, CleanSelection selection, EngineInventory? engine, CancellationToken cancellation)
    {
        var found = HostEnvironments.Find(layout, distros, engine);
        _added = engine?.Usage.Taken(engine.Images.Select(image => image.Image)) ?? new Dictionary<string, long>();
        Engine = engine;
        Environments =
        [
            .. found.All.Where(environment => selection.Includes(environment.Distro.Name, environment.Release.Value))
                .Select(environment => EnvironmentUsage.Measure(layout, environment, ImagesOf(environment.Distro.Name, environment.Release.Value), cancellation)),
        ];
        Distros = [.. (engine?.Images ?? []).Where(image => image.Release is null && selection.Includes(image.Distro, release: null))
            .Select(image => image.Distro).Distinct().Order(StringComparer.Ordinal).Select(distro => (distro, ImagesOf(distro, release: null)!.Value))];
        if (selection.IsRestricted)
            return;
        Strangers = [.. found.Strangers.Select(path => (path, Measure(path, cancellation)))];
        Clusters = [.. new ClusterStore(layout).All.Select(cluster => (cluster.Name, Measure(layout.Cluster(ClusterName.Parse(cluster.Name)), cancellation)))];
        Objects = StoreItems.SizeOfMirrors(layout, cancellation);
        Archives = StoreItems.SizeOfArchives(layout, cancellation);
        Leftovers = StoreItems.SizeOfLeftovers(layout, cancellation);
    }

    /// <summary>Null when it does not answer.</summary>
    public EngineInventory? Engine { get; }

    public IReadOnlyList<EnvironmentUsage> Environments { get; }

    /// <summary>What the base image and its upstream image take, for each distro that has one.</summary>
    public IReadOnlyList<(string Distro, long Bytes)> Distros { get; }

    /// <summary>Folders that belong to no environment, and what they take.</summary>
    public IReadOnlyList<(string Path, long Bytes)> Strangers { get; } = [];

    /// <summary>Development clusters, and what their data take.</summary>
    public IReadOnlyList<(string Name, long Bytes)> Clusters { get; } = [];

    /// <summary>The mirrors.</summary>
    public long Objects { get; }

    /// <summary>Archives that releases are built with.</summary>
    public long Archives { get; }

    /// <summary>What interrupted runs and repairs have left.</summary>
    public long Leftovers { get; }

    /// <summary>Images that a rebuild took the name from, and what they add; they are in no other figure.</summary>
    public (int Count, long Bytes) Nameless => Engine is null
        ? default
        : (Engine.Images.Count(image => image.Tag is null), Sum(Engine.Images.Where(image => image.Tag is null)));

    /// <summary>All images.</summary>
    public long Images => _added.Values.Sum();

    public long Containers => Engine?.Containers.Sum(container => container.Size) ?? 0;

    public static async Task<DiskUsage> MeasureAsync(
        HostLayout layout, IReadOnlyList<Distro> distros, CleanSelection selection, Func<IContainerEngine> engine, CancellationToken cancellation) =>
        new(layout, distros, selection, await EngineInventory.TryReadAsync(engine, cancellation), cancellation);

    private long? ImagesOf(string distro, string? release) => Engine is null
        ? null
        : Sum(Engine.Images.Where(image => image.Tag is not null && image.Distro == distro && image.Release == release));

    private long Sum(IEnumerable<OurImage> images) => images.DistinctBy(image => image.Image.Image.Id).Sum(image => _added.GetValueOrDefault(image.Image.Image.Id));

    private static long Measure(string folder, CancellationToken cancellation) => FolderSize.Of(folder, [], cancellation).Bytes;
}
