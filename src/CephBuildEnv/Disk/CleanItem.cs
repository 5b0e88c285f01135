namespace CephBuildEnv.Disk;

/// <summary>One thing that could be removed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">Its path or its name.</param>
/// <param name="Frees">The bytes that its removal gives back, at least.</param>
/// <param name="CachedByBuilder">What it frees may stay in the builder's cache, which nobody but the engine's own client empties.</param>
/// <param name="Kept">Why it is kept; null when it can be removed.</param>
/// <param name="Remove">Looks again, and removes it. Returns why it was kept after all, or null.</param>
public sealed record CleanItem(
    CleanKind Kind, string What, long Frees, bool CachedByBuilder, string? Kept, Func<CancellationToken, Task<string?>> Remove);
