using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Disk;

/// <summary>The mirrors of the object store, and what interrupted runs and repairs have left.</summary>
internal sealed class StoreItems(HostLayout layout, Git git, EnvironmentGuard guard, IReadOnlyList<Distro> distros)
{
    private const string MirrorSuffix = ".git";

    /// <summary>Mirrors. One that a tree borrows from is kept: the tree would lose its history.</summary>
    /// <param name="removed">Trees that are removed before: they borrow no more.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<CleanItem> Mirrors(IReadOnlyCollection<string> removed, CancellationToken cancellation)
    {
        var folders = Folders(layout.ObjectStore, $"*{MirrorSuffix}").Where(folder => Path.GetFileName(folder)[0] != '.').ToList();
        if (folders.Count == 0)
            return [];
        var borrowers = Borrowers.Find(layout);
        return [.. folders.Select(folder => Item(
            CleanKind.Objects, folder, LockOf(folder, MirrorSuffix), WhyKeep(borrowers, folder, removed), _ => Task.FromResult(WhyKeep(Borrowers.Find(layout), folder, [])), cancellation))];
    }

    /// <summary>The archives, all at once: nothing tells which releases they are for.</summary>
    public IReadOnlyList<CleanItem> Archives(CancellationToken cancellation) => SizeOfArchives(layout, cancellation) == 0
        ? []
        : [Item(CleanKind.Downloads, layout.Downloads, LockNames.Downloads, kept: null, Nothing, cancellation)];

    /// <summary>
    /// Trees, caches and mirrors that were not finished, as far as nobody is just making them, mirrors that were put aside, and all that
    /// is half removed.
    /// </summary>
    /// <param name="selection">Which environments' trees are meant; what is half removed goes in any case.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<CleanItem>> LeftoversAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var items = new List<CleanItem>(HalfRemoved(cancellation));
        items.AddRange(UnfinishedTrees(layout)
            .Where(folder => BuildEnvironment.Find(distros, KeyOf(folder)) is { } environment && selection.Includes(environment.Distro.Name, environment.Release.Value))
            .Select(folder => Item(CleanKind.Leftovers, folder, LockNames.Source(KeyOf(folder)), kept: null, Nothing, cancellation)));
        foreach (var environment in UnfinishedTrees(layout).Select(KeyOf)
            .Where(key => key.StartsWith(HostLayout.PackagingPrefix, StringComparison.Ordinal))
            .Select(key => BuildEnvironment.Find(distros, key[HostLayout.PackagingPrefix.Length..])).OfType<BuildEnvironment>()
            .Where(environment => selection.Includes(environment.Distro.Name, environment.Release.Value)))
            items.Add(Item(CleanKind.Leftovers, layout.Packaging(environment), LockNames.Packaging(environment), await InUseAsync(environment), _ => InUseAsync(environment), cancellation));
        if (selection.IsRestricted)
            return items;
        items.AddRange(UnfinishedMirrors(layout).Select(folder => Item(CleanKind.Leftovers, folder, LockOf(folder, $"{MirrorSuffix}{HostLayout.UnfinishedSuffix}"), kept: null, Nothing, cancellation)));
        foreach (var (folder, mirror) in layout.DamagedMirrors())
        {
            var kept = await WhyKeepDamagedAsync(folder, mirror, cancellation);
            items.Add(Item(CleanKind.Leftovers, folder, LockOf(mirror, MirrorSuffix), kept, token => WhyKeepDamagedAsync(folder, mirror, token), cancellation));
        }

        return items;
    }

    // The container of a command that was killed may go on.
    private Task<string?> InUseAsync(BuildEnvironment environment) => guard.InUseAsync(environment, CancellationToken.None);

    /// <summary>What an interrupted removal has left: somebody has agreed to it already.</summary>
    public IEnumerable<CleanItem> HalfRemoved(CancellationToken cancellation) => layout.HalfRemoved().Select(folder => new CleanItem(
        CleanKind.Leftovers, folder, FolderSize.Of(folder, [], cancellation).Freed, CachedByBuilder: false, Kept: null, token =>
        {
            FolderRemoval.Remove(folder, token);
            return Task.FromResult<string?>(null);
        }));

    /// <summary>What all of that takes, whether somebody is at it or not.</summary>
    public static long SizeOfLeftovers(HostLayout layout, CancellationToken cancellation) =>
        AllLeftovers(layout).Sum(folder => FolderSize.Of(folder, [], cancellation).Bytes);

    /// <summary>What the mirrors take, without those that are leftovers.</summary>
    public static long SizeOfMirrors(HostLayout layout, CancellationToken cancellation) =>
        FolderSize.Of(layout.ObjectStore, [.. AllLeftovers(layout)], cancellation).Bytes;

    /// <summary>What the archives take.</summary>
    public static long SizeOfArchives(HostLayout layout, CancellationToken cancellation) =>
        Directory.Exists(layout.Downloads) && Directory.EnumerateFileSystemEntries(layout.Downloads).Any() ? FolderSize.Of(layout.Downloads, [], cancellation).Bytes : 0;

    private static IEnumerable<string> AllLeftovers(HostLayout layout) =>
        [.. layout.HalfRemoved(), .. UnfinishedTrees(layout), .. UnfinishedMirrors(layout), .. layout.DamagedMirrors().Select(damaged => damaged.Folder)];

    private CleanItem Item(
        CleanKind kind, string folder, string lockName, string? kept, Func<CancellationToken, Task<string?>> whyKeep, CancellationToken cancellation)
    {
        var inUse = guard.HoldAsync(lockName, folder, () => Task.FromResult(kept)).GetAwaiter().GetResult();
        var size = FolderSize.Of(folder, [], cancellation);
        return new(kind, folder, size.Freed, CachedByBuilder: false, FolderRemoval.Obstacle(layout, folder, size) ?? inUse, async token =>
        {
            var hidden = "";
            var reason = await guard.HoldAsync(lockName, folder, () => kind is CleanKind.Objects or CleanKind.Downloads
                // Who is just about to borrow, or to build with them, holds its tree.
                ? guard.HoldAllAsync(HideAsync)
                : HideAsync());
            FolderRemoval.Remove(hidden, token);
            return reason;

            async Task<string?> HideAsync()
            {
                if (await whyKeep(token) is { } why)
                    return why;
                if (Path.Exists(folder))
                    hidden = FolderRemoval.Hide(layout, folder);
                return null;
            }
        });
    }

    private static List<string> UnfinishedTrees(HostLayout layout) =>
        [.. Folders(layout.Sources, $".*{HostLayout.UnfinishedSuffix}"), .. Folders(layout.Caches, $".*{HostLayout.UnfinishedSuffix}")];

    private static List<string> UnfinishedMirrors(HostLayout layout) => Folders(layout.ObjectStore, $"*{MirrorSuffix}{HostLayout.UnfinishedSuffix}");

    private static Task<string?> Nothing(CancellationToken cancellation) => Task.FromResult<string?>(null);

    private async Task<string?> WhyKeepDamagedAsync(string folder, string mirror, CancellationToken cancellation) =>
        WhyKeep(Borrowers.Find(layout), folder, []) ?? await new DamagedMirror(git, folder, mirror).WhyKeepAsync(cancellation);

    private static string? WhyKeep(Borrowers borrowers, string mirror, IReadOnlyCollection<string> removed) =>
        borrowers.Of(mirror, removed) is { } borrower ? $"{borrower} borrows its objects" : null;

    private static string KeyOf(string unfinished) => Path.GetFileName(unfinished)[1..^HostLayout.UnfinishedSuffix.Length];

    private static string LockOf(string mirror, string suffix) => LockNames.Objects(Path.GetFileName(mirror)[..^suffix.Length]);

    private static List<string> Folders(string folder, string pattern) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, pattern).Where(path => path.EndsWith(pattern[(pattern.LastIndexOf('*') + 1)..], StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];
}
