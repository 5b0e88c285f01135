using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>
/// Where a tree's repositories borrow objects from. git writes real paths; when /ceph is a link, those do not exist in a
/// container, which sees the same files on /ceph.
/// </summary>
internal static class Alternates
{
    /// <summary>A folder that a tree borrows objects from and that does not exist; null when all do.</summary>
    public static string? FirstMissing(string tree)
    {
        var file = Path.Combine(tree, ".git", "objects", "info", "alternates");
        return File.Exists(file) ? File.ReadLines(file).FirstOrDefault(folder => folder.Length > 0 && !Directory.Exists(folder)) : null;
    }

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
