namespace CephBuildEnv.Engines;

/// <summary>An image that the engine has.</summary>
/// <param name="Id"><c>sha256:…</c>.</param>
/// <param name="Tags">All of its names.</param>
/// <param name="Labels">What was written on it when it was made.</param>
/// <param name="Size">In bytes, shared layers included.</param>
public sealed record ImageState(string Id, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Labels, long Size)
{
    /// <summary>By what registries know it: <c>debian@sha256:…</c>. Empty where an image was made here, and in lists.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    public string? Label(string name) => Labels.GetValueOrDefault(name);
}
