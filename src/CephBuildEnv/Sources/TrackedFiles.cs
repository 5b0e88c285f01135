namespace CephBuildEnv.Sources;

/// <summary>Asks git which files a tree tracks.</summary>
public static class TrackedFiles
{
    /// <param name="git">That is asked.</param>
    /// <param name="tree">A checkout.</param>
    /// <param name="patterns">Paths or patterns in it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many files match; 0 where there is no checkout.</returns>
    public static async Task<int> CountAsync(Git git, string tree, IEnumerable<string> patterns, CancellationToken cancellation) =>
        Path.Exists(Path.Combine(tree, ".git"))
            ? (await git.ReadAsync(tree, ["ls-files", "-z", "--", .. patterns], cancellation)).Count(c => c == '\0')
            : 0;
}
