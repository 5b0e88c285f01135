namespace CephBuildEnv.Engines;

/// <summary>A file of a build context.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Executable">Whether it may be run.</param>
public sealed record ContextFile(string Path, ReadOnlyMemory<byte> Content, bool Executable);
