using Xunit;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>
/// The throw-away host that <c>tests/in-private-host.sh</c> makes. It starts with nothing; what a scenario needs is made
/// when the first test asks for it, and kept for those that come after.
/// </summary>
public sealed class PrivateHost : IDisposable
{
    public const string Sample = "debian-12-quickstart";
    public const string Luminous = "debian-12-luminous";

    private const string Mark = "CEPH_BUILD_ENV_PRIVATE_HOST";

    private readonly Lazy<GitServer> _server = new(() => new());
    private readonly Lazy<FirstRun> _quickstart = new(FirstRun.Make);
    private readonly Lazy<Outcome> _luminous;

    public PrivateHost() => _luminous = new(() => Checkout.Build(BuildLuminous));

    public GitServer Server => _server.Value;

    /// <summary>The first command on this host.</summary>
    public FirstRun Quickstart => _quickstart.Value;

    /// <summary>The first build of a release of <see cref="Server"/>.</summary>
    public Outcome FirstLuminousBuild => _luminous.Value;

    public string BuildLuminous => $"Build {LuminousOptions}";

    public string LuminousOptions => $"--distro debian-12 --release luminous --repository {Server.Url}";

    /// <summary>Skips the test on any other host, whose /ceph and engine are not to be touched; fails it in CI.</summary>
    public static void Require()
    {
        if (Environment.GetEnvironmentVariable(Mark) == "1")
            return;
        const string reason = "needs a host of its own; run it as root: tests/in-private-host.sh artifacts/bin/CephBuildEnv.EngineTests/debug/CephBuildEnv.EngineTests";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
    }
}
