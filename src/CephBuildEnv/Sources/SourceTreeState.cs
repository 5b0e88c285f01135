namespace CephBuildEnv.Sources;

/// <summary>What is checked out in a source tree.</summary>
/// <param name="Origin">The address that its remote <c>origin</c> has; empty when there is none.</param>
/// <param name="Branch">Null when HEAD is detached.</param>
/// <param name="Commit">Null when nothing is checked out yet.</param>
/// <param name="MissingSubmodules">Paths of submodules that are not checked out.</param>
public sealed record SourceTreeState(string Origin, string? Branch, string? Commit, IReadOnlyList<string> MissingSubmodules)
{
    /// <summary>For people: the branch, or the beginning of the commit id.</summary>
    public string CheckedOut => Branch ?? Commit?[..12] ?? "nothing";
}
