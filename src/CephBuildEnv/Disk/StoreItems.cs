using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Disk;

/// <summary>The mirrors of the object store, and what interrupted runs have left.</summary>
internal sealed class StoreItems(HostLayout layout, EnvironmentGuard guard, IReadOnlyList<Distro> distros)
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
        return [.. folders.Select(folder => Item(CleanKind.Objects, folder, LockOf(folder, MirrorSuffix), WhyKeep(borrowers, folder, removed), all: true, cancellation))];
    }

    /// <summary>Trees and mirrors that were not finished, as far as nobody is just making them, and all that is half removed.</summary>
    /// <param name="selection">Which environments' trees are meant; what is half removed goes in any case.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<CleanItem> Leftovers(CleanSelection selection, CancellationToken cancellation)
    {
        var trees = UnfinishedTrees(layout)
            .Where(folder => BuildEnvironment.Find(distros, KeyOf(folder)) is { } environment && selection.Includes(environment.Distro.Name, environment.Release.Value))
            .Select(folder => Item(CleanKind.Leftovers, folder, LockNames.Source(KeyOf(folder)), kept: null, all: false, cancellation));
        var mirrors = UnfinishedMirrors(layout).Where(_ => !selection.IsRestricted)
            .Select(folder => Item(CleanKind.Leftovers, folder, LockOf(folder, $"{MirrorSuffix}{HostLayout.UnfinishedSuffix}"), kept: null, all: false, cancellation));
        return [.. HalfRemoved(cancellation), .. trees, .. mirrors];
    }

    /// <summary>What an interrupted removal has left: somebody has agreed to it already.</summary>
    public IEnumerable<CleanItem> HalfRemoved(CancellationToken cancellation) => layout.HalfRemoved().Select(folder => new CleanItem(
        CleanKind.Leftovers, folder, FolderSize.Of(folder, [], cancellation).Freed, CachedByBuilder: false, Kept: null, token =>
        {
            FolderRemoval.Remove(folder, token);
            return Task.FromResult<string?>(null);
        }));

    /// <summary>What all of that takes, whether somebody is at it or not.</summary>
    public static long SizeOfLeftovers(HostLayout layout, CancellationToken cancellation) =>
        layout.HalfRemoved().Concat(UnfinishedTrees(layout)).Concat(UnfinishedMirrors(layout)).Sum(folder => FolderSize.Of(folder, [], cancellation).Bytes);

    private CleanItem Item(CleanKind kind, string folder, string lockName, string? kept, bool all, CancellationToken cancellation)
    {
        var inUse = guard.HoldAsync(lockName, folder, () => Task.FromResult(kept)).GetAwaiter().GetResult();
        var size = FolderSize.Of(folder, [], cancellation);
        return new(kind, folder, size.Freed, CachedByBuilder: false, FolderRemoval.Obstacle(layout, folder, size) ?? inUse, async token =>
        {
            var hidden = "";
            var reason = await guard.HoldAsync(lockName, folder, () => all
                // Who is just about to borrow holds its tree.
                ? guard.HoldAllAsync(() => Task.FromResult(WhyKeep(Borrowers.Find(layout), folder, []) ?? Hide()))
                : Task.FromResult(Hide()));
            FolderRemoval.Remove(hidden, token);
            return reason;

            string? Hide()
            {
                if (Path.Exists(folder))
                    hidden = FolderRemoval.Hide(layout, folder);
                return null;
            }
        });
    }

    private static List<string> UnfinishedTrees(HostLayout layout) => Folders(layout.Sources, $".*{HostLayout.UnfinishedSuffix}");

    private static List<string> UnfinishedMirrors(HostLayout layout) => Folders(layout.ObjectStore, $"*{MirrorSuffix}{HostLayout.UnfinishedSuffix}");

    private static string? WhyKeep(Borrowers borrowers, string mirror, IReadOnlyCollection<string> removed) =>
        borrowers.Of(mirror, removed) is { } borrower ? $"{borrower} borrows its objects" : null;

    private static string KeyOf(string unfinished) => Path.GetFileName(unfinished)[1..^HostLayout.UnfinishedSuffix.Length];

    private static string LockOf(string mirror, string suffix) => LockNames.Objects(Path.GetFileName(mirror)[..^suffix.Length]);

    private static List<string> Folders(string folder, string pattern) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, pattern).Where(path => path.EndsWith(pattern[(pattern.LastIndexOf('*') + 1)..], StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];
}
