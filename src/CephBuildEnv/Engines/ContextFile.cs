namespace CephBuildEnv.Engines;

/// <summary>A file of a build context.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Executable">Whether it may be run.</param>
public sealed record ContextFile(string Path, ReadOnlyMemory<byte> Content, bool Executable)
{
    /// <summary>The file on disk that has the bytes, for what is too large for memory; null where <see cref="Content"/> has them.</summary>
    public string? Source { get; init; }

    public Stream Open() => Source is null ? new MemoryStream(Content.ToArray(), writable: false) : File.OpenRead(Source);
}
