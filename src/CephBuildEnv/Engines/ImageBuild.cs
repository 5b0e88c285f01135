using System.Collections.Immutable;

namespace CephBuildEnv.Engines;

/// <summary>An image to be built from a context that is exactly the given files.</summary>
public sealed record ImageBuild(
    string Tag,
    ImmutableArray<ContextFile> Context,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableSortedDictionary<string, string> Labels)
{
    /// <summary>Where the Dockerfile is in the context.</summary>
    public const string Dockerfile = "Dockerfile";
}
