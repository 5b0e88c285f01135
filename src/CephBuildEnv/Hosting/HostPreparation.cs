using CephBuildEnv.Processes;

namespace CephBuildEnv.Hosting;

/// <summary>Makes the host's <c>/ceph</c> tree: only what is missing; it deletes nothing.</summary>
/// <param name="layout">The tree.</param>
/// <param name="target">Folder that <c>/ceph</c> becomes a link to (<c>--ceph-dir</c>); null makes it a folder.</param>
public sealed class HostPreparation(HostLayout layout, string? target)
{
    private static readonly UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private string[] Folders => [layout.Sources, layout.ObjectStore, layout.OptionsRoot, layout.Downloads, layout.Caches, layout.Clusters, layout.HeadersRoot, layout.Logs, layout.Locks];

    /// <summary>What is to be done, in order; empty when everything is there. Changes nothing.</summary>
    /// <exception cref="UserException">Something is in the way.</exception>
    public IReadOnlyList<PreparationAction> Plan() => [.. RootActions(), .. FolderActions(), .. LinkActions()];

    /// <exception cref="UserException">Something is in the way, or a right is missing.</exception>
    public void Apply()
    {
        foreach (var action in Plan())
        {
            try
            {
                action.Apply();
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw new UserException($"cannot do: {action.Description}: {e.Message}; {Remedy()}", e);
            }
        }
    }

    private IEnumerable<PreparationAction> RootActions()
    {
        var link = new FileInfo(layout.Root);
        if (link.LinkTarget is { } existing)
            return CheckLink(existing);
        if (link.Exists)
            throw new UserException($"{layout.Root} is a file, and a folder is needed there; move it away: mv {layout.Root} {layout.Root}.old");
        if (Directory.Exists(layout.Root))
            return CheckFolder();
        CheckTarget();
        return target is null
            ? [new($"{layout.Root} does not exist: make it", () => Directory.CreateDirectory(layout.Root, FolderMode))]
            : [new($"{layout.Root} does not exist: make it a link to {target}", MakeLinkedRoot)];
    }

    private void MakeLinkedRoot()
    {
        Directory.CreateDirectory(target!, FolderMode);
        Directory.CreateSymbolicLink(layout.Root, target!);
    }

    private IEnumerable<PreparationAction> CheckLink(string existing)
    {
        if (target is not null && Path.GetFullPath(existing, "/") != Path.GetFullPath(target))
        {
            throw new UserException(
                $"{layout.Root} is a link to {existing}, not to {target}; leave --ceph-dir out to use it, or remove the link: rm {layout.Root}");
        }

        if (!Directory.Exists(layout.Root))
            throw new UserException($"{layout.Root} is a link to {existing}, which is not there; mount it or make it: mkdir -p {ShellQuote.Quote(existing)}");
        return CheckContents(layout.Root);
    }

    private void CheckTarget()
    {
        if (File.Exists(target))
            throw new UserException($"--ceph-dir: {target} is a file, and a folder is needed; name another place");
        if (Directory.Exists(target))
            _ = CheckContents(target);
    }

    private IEnumerable<PreparationAction> CheckFolder()
    {
        if (target is not null && Path.GetFullPath(target) != layout.Root)
        {
            throw new UserException(
                $"{layout.Root} is a folder already, so it cannot be a link to {target}; leave --ceph-dir out to use it, " +
                $"or move it there: mv {layout.Root} {ShellQuote.Quote(target)}");
        }

        return CheckContents(layout.Root);
    }

    private IEnumerable<PreparationAction> CheckContents(string root)
    {
        CheckOwner(root);
        var names = Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)).Where(name => name != "lost+found").ToList();
        var ours = new[] { layout.Sources, layout.Caches, layout.Logs, layout.Locks, layout.BinLink, layout.ToolsLink };
        if (names.Count > 0 && !ours.Any(path => names.Contains(Path.GetFileName(path))))
        {
            throw new UserException(
                $"{root} holds something else ({string.Join(", ", names.Order().Take(3))}); move it away, then: ./build.sh Prepare");
        }

        return [];
    }

    private static void CheckOwner(string root)
    {
        if (HostUser.OwnerOf(root) is not { } owner || owner.User == HostUser.Id)
            return;
        var name = HostUser.NameOf(owner.User);
        throw new UserException(
            $"{root} belongs to {name} (uid {owner.User}) and you are {HostUser.NameOf(HostUser.Id)} (uid {HostUser.Id}); " +
            $"run as its owner: sudo -u {name} ./build.sh …");
    }

    private IEnumerable<PreparationAction> FolderActions()
    {
        foreach (var folder in Folders)
        {
            if (File.Exists(folder))
                throw new UserException($"{folder} is a file, and a folder is needed there; move it away: mv {folder} {folder}.old");
            if (!Directory.Exists(folder))
                yield return new($"{folder} does not exist: make it", () => Directory.CreateDirectory(folder, FolderMode));
        }
    }

    private IEnumerable<PreparationAction> LinkActions()
    {
        foreach (var (link, wanted) in new[] { (layout.BinLink, layout.Scripts), (layout.ToolsLink, layout.Checkout) })
        {
            var entry = new FileInfo(link);
            if (entry.LinkTarget == wanted)
                continue;
            if (entry.LinkTarget is null && (entry.Exists || Directory.Exists(link)))
                throw new UserException($"{link} is in the way of a link to {wanted}; move it away: mv {link} {link}.old");
            var description = entry.LinkTarget is { } other
                ? $"{link} points to another checkout ({other}): point it to {wanted}"
                : $"{link} does not exist: make it a link to {wanted}";
            yield return new(description, () => HostFiles.Link(link, wanted));
        }
    }

    private string Remedy() => HostUser.IsRoot
        ? "is the file system read-only or full?"
        : $"type: sudo install -d -o {HostUser.Id} -g {HostUser.GroupId} {ShellQuote.Quote(target ?? layout.Root)}" +
          (target is null ? "" : $" && sudo ln -s {ShellQuote.Quote(target)} {layout.Root}");
}
