namespace CephBuildEnv.Sources;

/// <summary>A submodule of one commit.</summary>
/// <param name="Name">By which git keeps it under <c>modules/</c>.</param>
/// <param name="Path">In the working tree.</param>
/// <param name="Url">Where it comes from.</param>
/// <param name="Commit">The commit it is pinned to.</param>
public sealed record Submodule(string Name, string Path, RepositoryUrl Url, string Commit);
