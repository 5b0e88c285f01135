namespace CephBuildEnv.Sources;

/// <summary>
/// Where the submodules of a commit can be cloned from without the network: their mirrors, as long as those have what the
/// commit is pinned to.
/// </summary>
internal static class SubmoduleMirrors
{
    /// <returns>The address of each submodule, nested ones included, and that of its mirror.</returns>
    public static async Task<Dictionary<string, string>> FindAsync(Git git, Mirror mirror, string commit, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var submodule in await Submodules.ReadAsync(git, mirror, commit, cancellation))
        {
            var inner = mirror.Submodule(submodule);
            if (!inner.Exists || !inner.HasCommit(submodule.Commit))
                continue;
            found[submodule.Url.Value] = $"file://{inner.Folder}";
            foreach (var (address, nested) in await FindAsync(git, inner, submodule.Commit, cancellation))
                found[address] = nested;
        }

        return found;
    }
}
