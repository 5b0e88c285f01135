namespace CephBuildEnv.Engines;

/// <summary>An engine's command line, and whether it can build images the way we need.</summary>
/// <param name="Path">Of the program.</param>
/// <param name="Version">As it says.</param>
/// <param name="CanBuild">With cache mounts.</param>
/// <param name="Reason">Why it can, or cannot.</param>
public sealed record EngineClient(string Path, string Version, bool CanBuild, string Reason);
