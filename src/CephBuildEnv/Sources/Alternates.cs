using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>
/// Where a tree's repositories borrow objects from. git writes real paths; when /ceph is a link, those do not exist in a
/// container, which sees the same files on /ceph.
/// </summary>
internal static class Alternates
{
    /// <summary>The folders of objects that a repository borrows from.</summary>
    /// <param name="repository">Its <c>.git</c>, or that of a bare one.</param>
    public static IEnumerable<string> Of(string repository)
    {
        var objects = Path.Combine(repository, "objects");
        var file = Path.Combine(objects, "info", "alternates");
        // git lets a path be relative to the borrower's objects.
        return File.Exists(file)
            ? File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => Path.GetFullPath(line, objects).TrimEnd('/'))
            : [];
    }

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
