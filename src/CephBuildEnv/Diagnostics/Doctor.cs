using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Diagnostics;

/// <summary>Checks whether this host can build Ceph.</summary>
public static class Doctor
{
    public static IReadOnlyList<ICheck> Checks(HostLayout layout, IContainerEngine engine) =>
    [
        new EngineCheck(engine),
        new ClientCheck(engine.Endpoint.Kind),
        new GroupCheck(engine.Endpoint),
        new CephFolderCheck(layout),
        new SpaceCheck(layout),
        new MemoryCheck(),
        new GitCheck(),
        new BootstrapCheck(),
        new KernelLimitsCheck(),
    ];
}
