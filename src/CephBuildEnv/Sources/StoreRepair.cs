using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using Serilog;

namespace CephBuildEnv.Sources;

/// <summary>
/// Makes one mirror of the object store, those of its submodules included, whole again. What is damaged is put aside, never
/// deleted: it may have the only copy of something.
/// </summary>
/// <param name="layout">Where trees are.</param>
/// <param name="git">That transfers.</param>
/// <param name="top">The mirror.</param>
/// <param name="fetchAsync">Makes a mirror in another folder.</param>
/// <remarks>Whoever calls it holds the store's lock.</remarks>
internal sealed class StoreRepair(HostLayout layout, Git git, Mirror top, Func<string, RepositoryUrl, CancellationToken, Task> fetchAsync)
{
    // What is missing may itself lead to something that is missing.
    private const int Rounds = 4;

    private readonly string _aside = HostLayout.Damaged(top.Folder, TimeProvider.System.GetLocalNow());

    private List<(string GitFolder, string Store)> Borrowers => [.. Directory.EnumerateDirectories(layout.Sources)
        .Where(folder => Path.GetFileName(folder)[0] != '.')
        .SelectMany(Alternates.Of)
        .Where(pair => pair.Store == top.Folder || pair.Store.StartsWith($"{top.Folder}/"))];

    /// <summary>Looks for damage, and replaces what is damaged.</summary>
    /// <exception cref="UserException">It cannot be fetched: all is as it was.</exception>
    public async Task MendAsync(CancellationToken cancellation)
    {
        Log.Warning("something cannot be read: looking for damage in {Mirror:l}, which takes a while", top.Folder);
        foreach (var mirror in Directory.Exists(top.Folder) ? Repositories.WithModules(top.Folder).ToList() : [])
        {
            if (await FaultOfAsync(mirror, cancellation) is { } fault)
                await ReplaceAsync(mirror, fault, cancellation);
        }

        await RestoreAsync(cancellation);
    }

    /// <summary>Fetches what trees borrow from and is not there.</summary>
    /// <exception cref="UserException">It cannot be fetched.</exception>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        foreach (var lost in Borrowers.Select(pair => pair.Store).Where(store => !Directory.Exists(Path.Combine(store, "objects"))).Distinct().Order(StringComparer.Ordinal))
        {
            await FetchAsync(lost, "is gone", cancellation);
            if (Directory.Exists(lost))
                MoveAside(lost);
            Directory.Move(lost + HostLayout.UnfinishedSuffix, lost);
            Log.Warning("{Mirror:l} was gone, and trees borrow their objects from it: it was fetched anew", lost);
            await CompleteBorrowersAsync(lost, cancellation);
        }
    }

    // A message of fsck's; null when all can be read. The first way is the fast one, and does not look into files.
    private async Task<string?> FaultOfAsync(string mirror, CancellationToken cancellation) =>
        await FsckAsync(mirror, ["--connectivity-only"], cancellation) is { } links && Damage.IsReported(links) ? FirstLine(links)
        : await FsckAsync(mirror, ["--full"], cancellation) is { } contents && Damage.IsReported(contents) ? FirstLine(contents)
        : null;

    private async Task ReplaceAsync(string mirror, string fault, CancellationToken cancellation)
    {
        await FetchAsync(mirror, $"is damaged ({fault})", cancellation);
        var aside = MoveAside(mirror);
        Directory.Move(mirror + HostLayout.UnfinishedSuffix, mirror);
        if (Directory.Exists(Path.Combine(aside, "modules")))
            Directory.Move(Path.Combine(aside, "modules"), Path.Combine(mirror, "modules"));
        Log.Warning(
            "{Mirror:l} was damaged ({Fault:l}): it was fetched anew, and what there was is kept as {Aside:l}; when nothing is missed: rm -r {Aside:l}",
            mirror, fault, aside, _aside);
        await CompleteBorrowersAsync(mirror, cancellation);
    }

    private string MoveAside(string mirror)
    {
        var aside = AsideOf(mirror);
        Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
        Directory.Move(mirror, aside);
        // git reads what it has, now and when it is asked whether it may go, only with one.
        var head = new FileInfo(Path.Combine(aside, "HEAD"));
        if (!head.Exists || head.Length == 0)
            File.WriteAllText(head.FullName, "ref: refs/heads/main\n");
        return aside;
    }

    private string AsideOf(string mirror) => _aside + mirror[top.Folder.Length..];

    private async Task FetchAsync(string mirror, string trouble, CancellationToken cancellation)
    {
        try
        {
            await fetchAsync(mirror + HostLayout.UnfinishedSuffix, await UrlOfAsync(mirror, cancellation), cancellation);
        }
        catch (UserException e)
        {
            throw new UserException($"{mirror} {trouble}, and cannot be fetched anew: {e.Message}; nothing was changed: run it again when the repository answers", e);
        }
    }

    private async Task<RepositoryUrl> UrlOfAsync(string mirror, CancellationToken cancellation)
    {
        if (mirror == top.Folder)
            return top.Url;
        foreach (var folder in Borrowers.Where(pair => pair.Store == mirror).Select(pair => pair.GitFolder).Prepend(mirror))
        {
            var url = await TryAsync(folder, ["config", "--file", "config", "remote.origin.url"], cancellation);
            if (url.Succeeded)
                return RepositoryUrl.Parse(url.Output.TrimEnd('\n'));
        }

        throw new UserException($"{mirror} does not say where it is from");
    }

    // What upstream no longer has, or never had on a branch, and a tree needs: from what was put aside, else by its id.
    private async Task CompleteBorrowersAsync(string mirror, CancellationToken cancellation)
    {
        foreach (var gitFolder in Borrowers.Where(pair => pair.Store == mirror).Select(pair => pair.GitFolder))
        {
            var missing = await MissingAsync(gitFolder, cancellation);
            for (var round = 0; round < Rounds && missing.Count > 0; round++)
            {
                await SalvageAsync(mirror, missing, cancellation);
                missing = await MissingAsync(gitFolder, cancellation);
            }

            if (missing.Count > 0)
                Log.Warning("{Tree:l} misses {Count} objects that nothing has any more; see which: git -C {Tree:l} fsck", gitFolder, missing.Count, gitFolder);
        }
    }

    private async Task SalvageAsync(string mirror, IReadOnlyList<string> objects, CancellationToken cancellation)
    {
        var aside = AsideOf(mirror);
        if (Directory.Exists(aside))
            await TryAsync(aside, ["config", "uploadpack.allowAnySHA1InWant", "true"], cancellation);

        foreach (var source in new[] { aside, "origin" })
        {
            // Together, and where that fails because of one, one by one.
            if ((await TryAsync(mirror, ["fetch", "--quiet", "--no-tags", source, .. objects], cancellation)).Succeeded)
                return;
            foreach (var id in objects)
                await TryAsync(mirror, ["fetch", "--quiet", "--no-tags", source, id], cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(string gitFolder, CancellationToken cancellation) =>
        Damage.MissingObjects(await FsckAsync(gitFolder, ["--connectivity-only"], cancellation));

    private async Task<string> FsckAsync(string folder, IEnumerable<string> options, CancellationToken cancellation)
    {
        var result = await TryAsync(folder, ["fsck", "--no-dangling", "--no-progress", .. options], cancellation);
        return result.Error + result.Output;
    }

    // With its folder named: git would go on to search for a repository above one that it does not recognise.
    private Task<CommandResult> TryAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation) =>
        git.TryAsync(folder, ["--git-dir=.", .. arguments], cancellation);

    private static string FirstLine(string text) => text.Split('\n')[0];
}
