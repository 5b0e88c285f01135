using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>
/// Where a tree's repositories borrow objects from. git writes real paths; when /ceph is a link, those do not exist in a
/// container, which sees the same files on /ceph.
/// </summary>
internal static class Alternates
{
    public static void Relocate(HostLayout layout, string tree)
    {
        if (new DirectoryInfo(layout.Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName is not { } real)
            return;
        var repository = Path.Combine(tree, ".git");
        foreach (var file in Directory.EnumerateFiles(repository, "alternates", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(file);
            File.WriteAllLines(file, lines.Select(line => line.StartsWith($"{real}/") ? layout.Root + line[real.Length..] : line));
        }
    }
}
