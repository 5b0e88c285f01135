using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Processes;
using Serilog;

namespace CephBuildEnv.Sources;

/// <summary>
/// The host's shared mirrors: one per repository, and inside it one per submodule, where git looks for what a submodule can
/// borrow. Trees borrow from them, so nothing in them is ever pruned.
/// </summary>
public sealed class ObjectStore(HostLayout layout, Git git)
{
    // Mirrors of submodules that are filled at the same time.
    private const int Transfers = 4;

    // What makes an old store as fast as a new one, and drops nothing: small packs and single objects become larger packs, and
    // an index over all of them; the graph of commits answers merge-base and describe ten times as fast.
    private static readonly string[] Maintenance =
        ["maintenance", "run", "--auto", "--quiet", "--task=loose-objects", "--task=incremental-repack", "--task=commit-graph"];

    // Heads and tags only: pull requests and notes of a large project are many times its history.
    private static readonly string[] Refs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];

    private readonly HashSet<string> _fetched = [];

    public Mirror MirrorOf(RepositoryUrl url) => new(layout.Mirror(url.StoreName), url);

    /// <summary>
    /// Makes sure that a ref is there: asks the network when the mirror or the ref is missing, or, once per process, when
    /// <paramref name="fetch"/> says so.
    /// </summary>
    /// <returns>The commit that the ref names.</returns>
    /// <exception cref="UserException">The repository does not answer, or has no such ref.</exception>
    public async Task<string> EnsureAsync(RepositoryUrl url, string refName, bool fetch, CancellationToken cancellation)
    {
        var mirror = MirrorOf(url);
        using var _ = await LockAsync(url, cancellation);
        if (!mirror.Exists || mirror.TryResolve(refName) is null || (fetch && !_fetched.Contains(url.Value)))
        {
            await UpdateAsync(mirror, cancellation);
            _fetched.Add(url.Value);
        }

        return mirror.TryResolve(refName) ?? throw new UserException(RemoteRefs.NotFound(url, refName, mirror.Branches()));
    }

    /// <summary>Makes sure that everything the submodules of a commit are pinned to is there, nested ones included.</summary>
    public async Task EnsureSubmodulesAsync(Mirror mirror, string commit, CancellationToken cancellation)
    {
        using var _ = await LockAsync(mirror.Url, cancellation);
        await EnsureSubmodulesOfAsync(mirror, commit, cancellation);
    }

    /// <summary>
    /// Does something that reads the store. Where it fails because of damage, what is damaged is put aside and fetched anew,
    /// and it is done once more: it is told whether it is the second time.
    /// </summary>
    /// <exception cref="UserException">It fails for another reason, or the damage cannot be mended.</exception>
    public async Task<T> MendingAsync<T>(RepositoryUrl url, Func<bool, Task<T>> action, CancellationToken cancellation)
    {
        try
        {
            return await action(false);
        }
        catch (UserException e) when (Damage.IsSuspected(e))
        {
            using (await LockAsync(url, cancellation))
                await RepairOf(MirrorOf(url)).MendAsync(cancellation);
            return await action(true);
        }
    }

    /// <summary>Fetches what trees borrow their objects from and is not there any more.</summary>
    /// <exception cref="UserException">The repository does not answer.</exception>
    public async Task RestoreAsync(RepositoryUrl url, CancellationToken cancellation)
    {
        using var _ = await LockAsync(url, cancellation);
        await RepairOf(MirrorOf(url)).RestoreAsync(cancellation);
    }

    private StoreRepair RepairOf(Mirror mirror) => new(layout, git, mirror, MakeAsync);

    private async Task EnsureSubmodulesOfAsync(Mirror mirror, string commit, CancellationToken cancellation)
    {
        var submodules = await Submodules.ReadAsync(git, mirror, commit, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Transfers, CancellationToken = cancellation };
        await Parallel.ForEachAsync(submodules, options, async (submodule, token) =>
        {
            var inner = mirror.Submodule(submodule);
            if (!inner.Exists)
                await UpdateAsync(inner, token);
            if (!inner.HasCommit(submodule.Commit))
                await UpdateAsync(inner, token);
            if (!inner.HasCommit(submodule.Commit))
                await git.RunAsync(inner.Folder, [Git.Here, "fetch", "--progress", "origin", submodule.Commit], token);
            await EnsureSubmodulesOfAsync(inner, submodule.Commit, token);
        });
    }

    private Task<ResourceLock> LockAsync(RepositoryUrl url, CancellationToken cancellation) => ResourceLock.WaitAsync(
        layout, LockNames.Objects(url.StoreName), holder => Log.Information("the mirror of {Url:l} is in use by {Holder:l}: waiting", url, holder), cancellation);

    private async Task UpdateAsync(Mirror mirror, CancellationToken cancellation)
    {
        if (!mirror.Exists)
        {
            if (Directory.Exists(mirror.Folder) && Directory.EnumerateFileSystemEntries(mirror.Folder).Any())
                throw new DamagedRepositoryException(mirror.Folder, "it has no HEAD");
            var unfinished = mirror.Folder + HostLayout.UnfinishedSuffix;
            await MakeAsync(unfinished, mirror.Url, cancellation);
            if (Directory.Exists(mirror.Folder))
                Directory.Delete(mirror.Folder);
            Directory.Move(unfinished, mirror.Folder);
            return;
        }

        try
        {
            HalfWritten.Remove(mirror.Folder);
            await ConfigureAsync(mirror.Folder, mirror.Url, cancellation);
            await FetchAsync(mirror.Folder, cancellation);
        }
        catch (CommandException e)
        {
            throw new UserException($"cannot get {mirror.Url}: {e.Message}", e);
        }
        finally
        {
            HalfWritten.Remove(mirror.Folder);
        }
    }

    // A new mirror: all of it, or nothing.
    private async Task MakeAsync(string folder, RepositoryUrl url, CancellationToken cancellation)
    {
        var complete = false;
        try
        {
            await InitializeAsync(folder, url, cancellation);
            await FetchAsync(folder, cancellation);
            complete = true;
        }
        catch (CommandException e)
        {
            throw new UserException($"cannot get {url}: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw HostErrors.CannotWrite(folder, layout.Root, e);
        }
        finally
        {
            if (!complete)
                await HostFiles.RemoveFolderAsync(folder);
        }
    }

    private async Task FetchAsync(string folder, CancellationToken cancellation)
    {
        await git.RunAsync(folder, [Git.Here, "fetch", "--progress", "origin", .. Refs], cancellation);
        // A git older than 2.30 does not know it, and a store that was not tidied up is complete all the same.
        await git.TryAsync(folder, [Git.Here, .. Maintenance], cancellation);
    }

    private async Task InitializeAsync(string folder, RepositoryUrl url, CancellationToken cancellation)
    {
        await HostFiles.RemoveFolderAsync(folder);
        Directory.CreateDirectory(folder);
        await git.ReadAsync(folder, ["init", "--quiet", "--bare", "--template=", "."], cancellation);
        await ConfigureAsync(folder, url, cancellation);
    }

    private async Task ConfigureAsync(string folder, RepositoryUrl url, CancellationToken cancellation)
    {
        await git.ReadAsync(folder, [Git.Here, "config", "remote.origin.url", url.Value], cancellation);
        // Trees borrow from here: objects that no ref reaches any more must stay, whatever git does by itself after a fetch.
        await git.ReadAsync(folder, [Git.Here, "config", "gc.auto", "0"], cancellation);
        await git.ReadAsync(folder, [Git.Here, "config", "maintenance.auto", "false"], cancellation);
    }
}
