using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Disk;

/// <summary>Shows what would be removed, asks, and removes it.</summary>
/// <param name="layout">The host's /ceph.</param>
/// <param name="plan">Finds it.</param>
public sealed class Cleaning(HostLayout layout, CleanPlan plan)
{
    /// <param name="selection">What is to be removed.</param>
    /// <param name="agreed">It need not be asked.</param>
    /// <param name="cancellation">Stops it; what has begun then is finished by the next one.</param>
    /// <exception cref="UserException">Nobody can be asked, or something could not be removed.</exception>
    public async Task RunAsync(CleanSelection selection, bool agreed, CancellationToken cancellation)
    {
        RequirePrepared();
        var items = await plan.FindAsync(selection, cancellation);
        var removable = items.Where(item => item.Kept is null).ToList();
        Show(items, removable);
        if (removable.Count == 0 || !await IsAgreedAsync(agreed, cancellation))
        {
            Console.WriteLine("Nothing was removed.");
            return;
        }

        using var _ = await ResourceLock.WaitAsync(
            layout, "clean", holder => Log.Information("another Clean is at work ({Holder:l}): waiting", holder), cancellation);
        await RemoveAsync(removable, cancellation);
    }

    // Also: it belongs to who asks.
    private void RequirePrepared()
    {
        if (new HostPreparation(layout, target: null).Plan().Count > 0 && !Directory.Exists(layout.Locks))
            throw new UserException($"{layout.Root} is not prepared, so nobody can be kept from building meanwhile; type: ./build.sh Prepare");
    }

    private void Show(IReadOnlyList<CleanItem> items, List<CleanItem> removable)
    {
        if (items.Count > 0)
        {
            Report.Table(
                ["KIND", "WHAT", "FREES", "KEPT BECAUSE IT"],
                items.Select(item => (string[])
                [
                    item.Kind.ToString().ToLowerInvariant(),
                    item.What,
                    item.Kept is not null ? "-" : $"{(item.CachedByBuilder && item.Frees > 0 ? "up to " : "")}{new ByteSize(item.Frees)}",
                    item.Kept ?? "",
                ]));
        }

        if (items.Count > removable.Count)
            Log.Warning("{Count} kept: the last column says why", items.Count - removable.Count);
        if (items.Any(item => item.Kind == CleanKind.Objects && item.Kept is null))
            Log.Warning("a clone outside {Sources:l} that borrows from the object store cannot be known, and would lose its objects", layout.Sources);
        Console.WriteLine($"{removable.Count} to remove{Sizes(removable)}.");
    }

    // Measured: an image that BuildKit made gives nothing back before its layers have left the cache too.
    private static string Sizes(List<CleanItem> items)
    {
        var sizes = items.ToLookup(item => item.CachedByBuilder, item => item.Frees);
        return (sizes[false].Any() ? $", {new ByteSize(sizes[false].Sum())}" : "") + (sizes[true].Any()
            ? $", up to {new ByteSize(sizes[true].Sum())} of images; what of it stays in the engine's build cache goes with: {EngineService.Of(EngineKind.Docker).PruneBuildCache}"
            : "");
    }

    private static async Task<bool> IsAgreedAsync(bool agreed, CancellationToken cancellation)
    {
        if (agreed)
            return true;
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            throw new UserException("nobody can be asked whether to remove these, since there is no terminal; look at them, and type the same with --yes");
        Console.Write("remove these? [y/N] ");
        // Not on this thread: Ctrl-C would wait for an answer.
        var answer = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellation);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static async Task RemoveAsync(List<CleanItem> items, CancellationToken cancellation)
    {
        var (removed, failed) = (new List<CleanItem>(), new List<string>());
        foreach (var item in items)
        {
            try
            {
                if (await item.Remove(cancellation) is { } kept)
                {
                    Log.Warning("{What:l} is kept: {Reason:l}", item.What, kept);
                    continue;
                }

                Log.Information("removed {What:l}", item.What);
                removed.Add(item);
            }
            catch (Exception e) when (e is UserException or IOException or UnauthorizedAccessException)
            {
                failed.Add($"{item.What}: {e.Message}");
            }
        }

        Console.WriteLine($"{removed.Count} removed{Sizes(removed)}.");
        if (failed.Count > 0)
            throw new UserException($"{failed.Count} could not be removed: {string.Join("; ", failed)}; the rest of it is removed by the next Clean");
    }
}
