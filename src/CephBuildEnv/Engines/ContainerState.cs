namespace CephBuildEnv.Engines;

/// <summary>A container that the engine has.</summary>
public sealed record ContainerState(
    string Id, bool Running, long ExitCode, bool OutOfMemory, IReadOnlyDictionary<string, string> Labels);
