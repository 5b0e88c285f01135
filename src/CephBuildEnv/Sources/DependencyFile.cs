namespace CephBuildEnv.Sources;

/// <summary>One of the files that install-deps.sh reads.</summary>
/// <param name="Path">In the Ceph tree.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Executable">Whether it may be run.</param>
public sealed record DependencyFile(string Path, ReadOnlyMemory<byte> Content, bool Executable);
