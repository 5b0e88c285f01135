using CephBuildEnv.Hosting;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>
/// Where a tree's repositories borrow objects from. git writes real paths; when /ceph is a link, those do not exist in a
/// container, which sees the same files on /ceph.
/// </summary>
internal static class Alternates
{
    /// <summary>Repositories of a tree, its submodules' included, each with one that it borrows objects from.</summary>
    public static IEnumerable<(string GitFolder, string Store)> Of(string tree) =>
        Repositories.WithModules(Path.Combine(tree, ".git")).SelectMany(folder => StoresOf(folder).Select(store => (folder, store)));

    /// <summary>Those that a tree borrows objects from and that are not there.</summary>
    public static IReadOnlyList<string> Missing(string tree) =>
        [.. Of(tree).Select(pair => pair.Store).Where(store => !Directory.Exists(Path.Combine(store, "objects"))).Distinct()];

    /// <summary>The repositories that one borrows objects from.</summary>
    /// <exception cref="UserException">A crash has left zeros where their names were.</exception>
    public static IEnumerable<string> StoresOf(string gitFolder) => LinesOf(FileOf(gitFolder)).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Path.GetDirectoryName(Path.GetFullPath(line, Path.Combine(gitFolder, "objects")).TrimEnd('/'))!);

    /// <summary>Those of some commits that no repository has that one borrows from: what it has itself, or lacks.</summary>
    public static IReadOnlyList<string> NotBorrowed(string gitFolder, IEnumerable<string> commits) => StoresOf(gitFolder)
        .Where(store => Repository.IsValid(store))
        .Aggregate<string, IReadOnlyList<string>>([.. commits], (left, store) => new Mirror(store, url: null!).Without(left));

    /// <summary>Makes those of a tree lead through /ceph.</summary>
    public static void Relocate(HostLayout layout, string tree)
    {
        if (new DirectoryInfo(layout.Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName is not { } real)
            return;
        foreach (var file in Repositories.WithModules(Path.Combine(tree, ".git")).Select(FileOf).Where(File.Exists))
        {
            var lines = LinesOf(file);
            if (!lines.Any(line => line.StartsWith($"{real}/")))
                continue;
            // In one step: a tree without this file has no objects.
            HostFiles.Replace(file, string.Concat(lines.Select(line => (line.StartsWith($"{real}/") ? layout.Root + line[real.Length..] : line) + "\n")));
        }
    }

    private static string[] LinesOf(string file)
    {
        var text = HostFiles.ReadSmall(file) ?? "";
        return !text.Contains('\0')
            ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new UserException($"{file} is damaged: a crash has left zeros in it; write there which objects the repository borrows: echo MIRROR/objects >{file}");
    }

    private static string FileOf(string gitFolder) => Path.Combine(gitFolder, "objects", "info", "alternates");
}
