using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Diagnostics;

/// <summary>Checks whether this host can build Ceph.</summary>
public static class Doctor
{
    /// <param name="layout">The host's /ceph.</param>
    /// <param name="engine">Makes the engine; it throws when what names one cannot be used.</param>
    public static IReadOnlyList<ICheck> Checks(HostLayout layout, Func<IContainerEngine> engine) =>
    [
        .. EngineChecks(engine),
        new CephFolderCheck(layout),
        new SpaceCheck(layout),
        new MemoryCheck(),
        new GitCheck(),
        new BootstrapCheck(),
        new KernelLimitsCheck(),
    ];

    private static ICheck[] EngineChecks(Func<IContainerEngine> engine)
    {
        try
        {
            var chosen = engine();
            return [new EngineCheck(chosen), new ClientCheck(chosen.Endpoint.Kind), new GroupCheck(chosen.Endpoint)];
        }
        catch (EngineUnreachableException e)
        {
            return [new NamedEngineCheck(e)];
        }
    }
}
