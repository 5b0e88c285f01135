namespace CephBuildEnv.Engines;

/// <summary>What the engine says about itself.</summary>
/// <param name="Version">Of the engine.</param>
/// <param name="Processors">That its containers may use.</param>
/// <param name="Memory">Bytes that its containers may use.</param>
/// <param name="DataFolder">Where it keeps images, on its own host.</param>
/// <param name="Rootless">It runs as an ordinary user.</param>
/// <param name="Architecture">As uname says it, such as x86_64.</param>
public sealed record EngineInfo(string Version, int Processors, long Memory, string DataFolder, bool Rootless, string Architecture);
