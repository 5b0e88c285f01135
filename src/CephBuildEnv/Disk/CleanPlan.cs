using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Disk;

/// <summary>Finds what could be removed, and what of it has to be kept. Changes nothing.</summary>
/// <param name="layout">The host's /ceph.</param>
/// <param name="distros">Those that exist.</param>
/// <param name="git">That looks into the trees.</param>
/// <param name="engine">That has the images and containers.</param>
public sealed class CleanPlan(HostLayout layout, IReadOnlyList<Distro> distros, Git git, Func<IContainerEngine> engine)
{
    private static readonly CleanKind[] OfEngines = [CleanKind.Images, CleanKind.Containers];

    private static readonly CleanKind[] OfEnvironments = [CleanKind.Builds, CleanKind.Sources, CleanKind.Headers, CleanKind.Ccache, CleanKind.Logs];

    /// <summary>In the order in which it is to be removed.</summary>
    /// <exception cref="EngineUnreachableException">Images or containers are asked for, and no engine answers.</exception>
    public async Task<IReadOnlyList<CleanItem>> FindAsync(CleanSelection selection, CancellationToken cancellation)
    {
        var inventory = OfEngines.Any(selection.Kinds.Contains)
            ? await EngineInventory.ReadAsync(engine(), cancellation)
            : await EngineInventory.TryReadAsync(engine, cancellation);
        var guard = new EnvironmentGuard(layout, inventory is null ? null : engine());
        var store = new StoreItems(layout, git, guard, distros);
        var items = new List<CleanItem>(selection.Kinds.Contains(CleanKind.Leftovers) ? await store.LeftoversAsync(selection, cancellation) : store.HalfRemoved(cancellation));
        if (inventory is not null)
        {
            var ofEngine = new EngineItems(engine(), inventory, guard, distros);
            if (selection.Kinds.Contains(CleanKind.Containers))
                items.AddRange(await ofEngine.ContainersAsync(selection, cancellation));
            if (selection.Kinds.Contains(CleanKind.Images))
                items.AddRange(await ofEngine.ImagesAsync(selection, cancellation));
        }

        if (OfEnvironments.Any(selection.Kinds.Contains))
        {
            var folders = new FolderItems(layout, git, guard);
            foreach (var environment in HostEnvironments.Find(layout, distros, inventory).All.Where(environment => selection.Includes(environment.Distro.Name, environment.Release.Value)))
                items.AddRange(await folders.OfAsync(environment, selection.Kinds, cancellation));
        }

        if (selection.Kinds.Contains(CleanKind.Downloads))
            items.AddRange(store.Archives(cancellation));
        if (selection.Kinds.Contains(CleanKind.Objects))
            items.AddRange(store.Mirrors([.. items.Where(item => item.Kept is null).Select(item => item.What)], cancellation));
        return [.. items.OrderBy(item => item.Kind)];
    }
}
