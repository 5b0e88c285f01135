using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Disk;

/// <summary>What an environment has below /ceph and could lose: its source tree, its build folders, its headers, its cache and its logs.</summary>
internal sealed class FolderItems(HostLayout layout, Git git, EnvironmentGuard guard)
{
    // What every build folder of Ceph has, by whomever it was configured.
    private const string Configured = "CMakeCache.txt";

    private readonly Lazy<Borrowers> _borrowers = new(() => Borrowers.Find(layout));

    /// <param name="environment">Whose.</param>
    /// <param name="kinds">What is asked for: of a tree, the build folders may go alone.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<CleanItem>> OfAsync(BuildEnvironment environment, IReadOnlySet<CleanKind> kinds, CancellationToken cancellation)
    {
        var items = new List<CleanItem>();
        IReadOnlyList<string> builds = kinds.Contains(CleanKind.Builds) ? layout.BuildDirectories(environment) : [];
        foreach (var build in builds)
            items.Add(await ItemAsync(CleanKind.Builds, environment, build, [], token => WhyKeepBuildAsync(environment, build, token), cancellation));
        if (kinds.Contains(CleanKind.Sources) && Path.Exists(layout.Source(environment)))
        {
            items.Add(await ItemAsync(
                CleanKind.Sources, environment, layout.Source(environment), builds, token => WhyKeepSourceAsync(environment, token), cancellation));
        }

        (CleanKind Kind, string Folder)[] others =
            [(CleanKind.Headers, layout.HeadersOf(environment)), (CleanKind.Ccache, layout.Cache(environment)), (CleanKind.Logs, layout.LogsOf(environment))];
        foreach (var (kind, folder) in others.Where(other => kinds.Contains(other.Kind) && Path.Exists(other.Folder)))
            items.Add(await ItemAsync(kind, environment, folder, [], Nothing, cancellation));
        return items;
    }

    private async Task<CleanItem> ItemAsync(
        CleanKind kind,
        BuildEnvironment environment,
        string folder,
        IReadOnlyCollection<string> countedElsewhere,
        Func<CancellationToken, Task<string?>> whyKeep,
        CancellationToken cancellation)
    {
        var size = FolderSize.Of(folder, countedElsewhere, cancellation);
        var kept = FolderRemoval.Obstacle(layout, folder, size) ?? await guard.InUseAsync(environment, cancellation) ?? await whyKeep(cancellation);
        return new(kind, folder, size.Freed, CachedByBuilder: false, kept, RemoveAsync);

        async Task<string?> RemoveAsync(CancellationToken token)
        {
            var hidden = "";
            var reason = await guard.HoldAsync(environment, HideAsync, token);
            FolderRemoval.Remove(hidden, token);
            return reason;

            async Task<string?> HideAsync()
            {
                if (!Path.Exists(folder))
                    return null;
                if ((FolderRemoval.Obstacle(layout, folder, size) ?? await whyKeep(token)) is { } why)
                    return why;
                hidden = FolderRemoval.Hide(layout, folder);
                // How it was configured is remembered as long as there is something to configure.
                if (kind == CleanKind.Sources)
                    File.Delete(layout.OptionsFile(environment));
                return null;
            }
        }
    }

    private static Task<string?> Nothing(CancellationToken cancellation) => Task.FromResult<string?>(null);

    private async Task<string?> WhyKeepSourceAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var tree = layout.Source(environment);
        if (_borrowers.Value.Of(tree) is { } borrower)
            return $"{borrower} borrows its objects";
        string[] made = [.. layout.BuildDirectories(environment).Where(IsConfigured), .. new GeneratedFiles(tree).Unchanged];
        var work = await new UnsavedWork(git).FindAsync(tree, made, BuildTimes.Of(new(layout, environment)).Include, cancellation);
        return work.Count > 0 ? string.Join("; ", work) : null;
    }

    private async Task<string?> WhyKeepBuildAsync(BuildEnvironment environment, string folder, CancellationToken cancellation)
    {
        if (!IsConfigured(folder))
            return $"has no {Configured}, so it is no build folder";
        try
        {
            var tracked = await TrackedFiles.CountAsync(git, layout.Source(environment), [folder], cancellation);
            return tracked > 0 ? $"git tracks {tracked} files in it" : null;
        }
        catch (CommandException e)
        {
            return $"is in a tree that git cannot read: {e.Message.Split('\n')[^1].Trim()}";
        }
    }

    private static bool IsConfigured(string folder) => File.Exists(Path.Combine(folder, Configured));
}
