using CephBuildEnv.EngineTests.Host;

namespace CephBuildEnv.EngineTests;

/// <summary>A test on a private host on which Quickstart has succeeded, and whose engine runs.</summary>
public abstract class EngineTest
{
    protected EngineTest(PrivateHost host)
    {
        PrivateHost.Require();
        Host = host;
        _ = host.Quickstart;
        // Some tests end it, and some need another.
        if (!Docker.Answers())
            Checkout.Build("Doctor --fix --engine docker").ShouldSucceed();
    }

    protected PrivateHost Host { get; }
}
