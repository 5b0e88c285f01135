using System.Collections.Concurrent;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>Where symbolic links of a tree lead in a container: some folders there are the host's, and everything else is the image's.</summary>
/// <param name="mounted">The host's, under the same paths.</param>
/// <param name="covered">Those below them that somebody watches.</param>
public sealed class ContainerLinks(IReadOnlyList<string> mounted, IReadOnlyList<string> covered)
{
    // As many as the kernel follows.
    private const int Limit = 40;

    // What the kernel makes up: /proc/self/root leads anywhere.
    private static readonly string[] MadeUp = ["/proc", "/dev", "/sys"];

    // A tree of Ceph has thousands of links, most of them through the same few.
    private readonly ConcurrentDictionary<string, string?> _targets = new(StringComparer.Ordinal);

    /// <summary>Whether a link leads to what is the host's and not watched, or nobody can tell. Of several threads, if need be.</summary>
    /// <param name="link">Its path, in a folder that no other link leads to.</param>
    public bool LeadElsewhere(string link)
    {
        var (at, followed) = (Path.GetDirectoryName(link)!, 0);
        for (var rest = new Stack<string>([Path.GetFileName(link)]); rest.TryPop(out var name);)
        {
            if (name == "..")
            {
                // A folder of the image may be a link in it.
                if (!IsMounted(at) && !IsAbove(at, mounted))
                    return true;
                at = Path.GetDirectoryName(at) ?? "/";
                continue;
            }

            at = Path.Join(at, name);
            // Of what is covered, git's own folders are not looked at.
            if (name == TreeFingerprint.GitFolder || IsAny(at, MadeUp) || IsForeign(at))
                return true;
            if (TargetOf(at) is not { } target)
                continue;
            if (++followed > Limit)
                return true;
            at = target.StartsWith('/') ? "/" : Path.GetDirectoryName(at)!;
            foreach (var part in target.Split('/').Where(part => part is not ("" or ".")).Reverse())
                rest.Push(part);
        }

        return IsMounted(at) && !IsAny(at, covered);
    }

    // On the way to what is watched is no harm.
    private bool IsForeign(string path) => IsMounted(path) && !IsAny(path, covered) && !IsAbove(path, covered);

    // A mounted folder is one in the container, whatever it is here.
    private string? TargetOf(string path) => IsMounted(path) && !mounted.Contains(path) ? _targets.GetOrAdd(path, static path => new FileInfo(path).LinkTarget) : null;

    private bool IsMounted(string path) => IsAny(path, mounted);

    private static bool IsAny(string path, IEnumerable<string> folders) => folders.Any(folder => HostLayout.IsBelow(path, folder));

    private static bool IsAbove(string path, IEnumerable<string> folders) => folders.Any(folder => HostLayout.IsBelow(folder, path.TrimEnd('/')));
}
