using CephBuildEnv.Hosting;
using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>Asks repositories, and tells when one cannot answer because it is damaged.</summary>
internal static class Repositories
{
    // 0160000, in four bytes.
    private static ReadOnlySpan<byte> GitLinkMode => [0, 0, 0xE0, 0];

    /// <param name="folder">Of a tree or of a bare repository.</param>
    /// <param name="question">Its answer must not need the repository any more.</param>
    /// <exception cref="DamagedRepositoryException">It cannot be read.</exception>
    public static T Ask<T>(string folder, Func<Repository, T> question)
    {
        try
        {
            using var repository = new Repository(folder);
            return question(repository);
        }
        catch (LibGit2SharpException e)
        {
            throw new DamagedRepositoryException(folder, e.Message, e);
        }
    }

    /// <summary>
    /// Where it comes from, as it was typed; null when it does not say. A remote that is asked for its address gives the one that
    /// <c>url.….insteadOf</c> makes of it.
    /// </summary>
    public static string? OriginOf(Repository repository)
    {
        // libgit2's own looks for that of a worktree beside its HEAD, where git has none.
        using var configuration = Configuration.BuildFrom(Path.Combine(CommonFolderOf(repository.Info.Path), "config"));
        return configuration.Get<string>("remote.origin.url", ConfigurationLevel.Local)?.Value;
    }

    /// <summary>What a repository shares with the one that git worktree has made it of, as git says in <c>commondir</c>; itself where it is none such.</summary>
    public static string CommonFolderOf(string gitFolder)
    {
        var shared = Path.Combine(gitFolder, "commondir");
        return File.Exists(shared) ? Path.GetFullPath(File.ReadAllText(shared).Trim(), gitFolder) : gitFolder;
    }

    /// <summary>Where the repository of a tree is: <c>.git</c>, but for submodules and trees that were made by git worktree.</summary>
    public static string GitFolderOf(string tree)
    {
        const string elsewhere = "gitdir: ";
        var folder = Path.Combine(tree, ".git");
        return File.Exists(folder) && File.ReadAllText(folder).Trim() is var text && text.StartsWith(elsewhere, StringComparison.Ordinal)
            ? Path.GetFullPath(text[elsewhere.Length..], tree)
            : folder;
    }

    /// <summary>A tree, and those of its submodules, nested ones included, that are checked out in it.</summary>
    /// <exception cref="DamagedRepositoryException">It cannot be read.</exception>
    public static IEnumerable<string> CheckedOut(string tree)
    {
        if (HasNoGitLink(GitFolderOf(tree)))
            return [tree];
        try
        {
            // Of the index, which can be read where objects are missing.
            var modules = Ask(tree, repository => repository.Index.Where(entry => entry.Mode == Mode.GitLink).Select(entry => Path.Combine(tree, entry.Path)).ToList());
            return [tree, .. modules.Where(module => Path.Exists(Path.Combine(module, ".git"))).SelectMany(CheckedOut)];
        }
        catch (DamagedRepositoryException e) when (e.InnerException is RepositoryNotFoundException)
        {
            // No repository.
            return [tree];
        }
    }

    // Most submodules have none of their own, and to open Ceph's thirty takes a tenth of a second. An index has the modes of its
    // entries as they are, unless it is split.
    private static bool HasNoGitLink(string gitFolder)
    {
        var index = Path.Combine(gitFolder, "index");
        return Hosting.FileStatus.Of(index) is { IsFile: true } && !Directory.EnumerateFiles(gitFolder, "sharedindex.*").Any() &&
            File.ReadAllBytes(index).AsSpan().IndexOf(GitLinkMode) < 0;
    }

    /// <summary>A repository and those of its submodules, as git keeps them below <c>modules/</c>.</summary>
    public static IEnumerable<string> WithModules(string folder) => [folder, .. ModulesIn(Path.Combine(folder, "modules"))];

    // A submodule's name may have slashes: not every folder is a repository.
    private static IEnumerable<string> ModulesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateDirectories(folder).Where(inner => !inner.EndsWith(HostLayout.UnfinishedSuffix)).Order(StringComparer.Ordinal)
            .SelectMany(inner => Directory.Exists(Path.Combine(inner, "objects")) ? WithModules(inner) : ModulesIn(inner));
}
