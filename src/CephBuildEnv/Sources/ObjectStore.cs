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
                await git.RunAsync(inner.Folder, ["fetch", "--progress", "origin", submodule.Commit], token);
            await EnsureSubmodulesOfAsync(inner, submodule.Commit, token);
        });
    }

    private Task<ResourceLock> LockAsync(RepositoryUrl url, CancellationToken cancellation) => ResourceLock.WaitAsync(
        layout, $"objects-{url.StoreName}", holder => Log.Information("the mirror of {Url:l} is in use by {Holder:l}: waiting", url, holder), cancellation);

    private async Task UpdateAsync(Mirror mirror, CancellationToken cancellation)
    {
        var folder = mirror.Folder;
        var unfinished = $"{folder}.unfinished";
        try
        {
            if (!mirror.Exists)
                await InitializeAsync(folder = unfinished, mirror.Url, cancellation);
            // Heads and tags only: pull requests and notes of a large project are many times its history.
            await git.RunAsync(
                folder, ["fetch", "--progress", "origin", "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], cancellation);
            if (folder == unfinished)
                Directory.Move(unfinished, mirror.Folder);
        }
        catch (CommandException e)
        {
            throw new UserException($"cannot get {mirror.Url}: {e.Message}", e);
        }
        finally
        {
            await HostFiles.RemoveFolderAsync(unfinished);
        }
    }

    private async Task InitializeAsync(string folder, RepositoryUrl url, CancellationToken cancellation)
    {
        await HostFiles.RemoveFolderAsync(folder);
        Directory.CreateDirectory(folder);
        await git.ReadAsync(folder, ["init", "--quiet", "--bare", "."], cancellation);
        await git.ReadAsync(folder, ["config", "remote.origin.url", url.Value], cancellation);
        // Trees borrow from here: objects that no ref reaches any more must stay.
        await git.ReadAsync(folder, ["config", "gc.auto", "0"], cancellation);
    }
}
