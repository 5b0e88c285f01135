namespace CephBuildEnv.Engines;

public enum EngineKind
{
    Docker,
    Podman,
}
