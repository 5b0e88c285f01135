using CephBuildEnv.EngineTests.Host;

namespace CephBuildEnv.EngineTests;

/// <summary>A test on a private host on which Quickstart has succeeded.</summary>
public abstract class EngineTest
{
    protected EngineTest(PrivateHost host)
    {
        PrivateHost.Require();
        Host = host;
        _ = host.Quickstart;
    }

    protected PrivateHost Host { get; }
}
