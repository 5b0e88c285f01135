namespace CephBuildEnv.Sources;

/// <summary>What is checked out in a source tree.</summary>
/// <param name="Origin">The address that its remote <c>origin</c> has; empty when there is none.</param>
/// <param name="Branch">Null when HEAD is detached.</param>
/// <param name="Commit">Null when it cannot be read for want of a store.</param>
/// <param name="MissingSubmodules">Paths of submodules that are not checked out.</param>
public sealed record SourceTreeState(string Origin, string? Branch, string? Commit, IReadOnlyList<string> MissingSubmodules)
{
    /// <summary>Mirrors that the tree borrows objects from and that are not there.</summary>
    public IReadOnlyList<string> LostStores { get; init; } = [];

    /// <summary>The ref whose checkout was not finished; null when none was begun.</summary>
    public string? UnfinishedSwitch { get; init; }

    /// <summary>What the user should know of the tree before it is built.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>For people: the branch, or the beginning of the commit id.</summary>
    public string CheckedOut => Branch ?? (Commit is null ? "nothing" : $"{Commit[..12]}, on no branch");
}
