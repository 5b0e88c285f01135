namespace CephBuildEnv.Sources;

/// <summary>
/// Finds commits that nothing but a reflog names: made on no branch and left, amended, rebased, or of a branch that was reset or
/// deleted. Some of them somebody let go of on purpose, which cannot be told from the others.
/// </summary>
internal sealed class ReflogCommits(Git git)
{
    // Those of remotes are what somebody else has let go of; a stash is work in any case.
    private static readonly string[] OfHeadAndBranches = ["--walk-reflogs", "--exclude=refs/remotes/*", "--exclude=refs/stash", "--all"];

    /// <returns>Ids, the newest first, of those that the reflogs themselves have; what they are based on may be lost with them.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(string repository, CancellationToken cancellation)
    {
        var logged = await ReadAsync(repository, OfHeadAndBranches, cancellation);
        // What was cloned and switched to is in the mirror: for most trees that is all.
        var own = Alternates.NotBorrowed(repository, logged.Distinct());
        if (own.Count == 0)
            return [];
        var unnamed = (await ReadAsync(repository, ["--reflog", "--not", "--all"], cancellation)).ToHashSet();
        return [.. own.Where(unnamed.Contains)];
    }

    private async Task<string[]> ReadAsync(string repository, IEnumerable<string> arguments, CancellationToken cancellation) =>
        (await git.ReadAsync(repository, [Git.Here, "--work-tree=.", "rev-list", .. arguments], cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
