using System.Collections.Immutable;

namespace CephBuildEnv.Engines;

/// <summary>A command for a container that runs.</summary>
/// <param name="Container">Its name.</param>
/// <param name="Arguments">The program, and what it gets.</param>
public sealed record ContainerCommand(string Container, ImmutableArray<string> Arguments)
{
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its streams are a terminal in there too.</summary>
    public bool OnTerminal { get; init; }
}
