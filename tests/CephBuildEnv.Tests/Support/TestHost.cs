using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Support;

/// <summary>A host of one test: its /ceph is a temporary folder.</summary>
public sealed class TestHost : IDisposable
{
    public static readonly Distro Debian = new(
        "debian-12", "Debian 12 (bookworm)", PackageFamily.Apt, "docker.io/library/debian:bookworm", new DateOnly(2028, 6, 30), "bookworm", null);

    public TestHost()
    {
        Root = Temp.At("ceph");
        Layout = new(Checkout.Root, Root);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TempFolder Temp { get; } = new();

    public string Root { get; }

    public HostLayout Layout { get; }

    public static BuildEnvironment Environment(string release = "reef") => new(Debian, ReleaseName.Parse(release));

    /// <summary>With the tree that Prepare makes.</summary>
    public TestHost Prepared()
    {
        new HostPreparation(Layout, target: null).Apply();
        return this;
    }

    public void Dispose() => Temp.Dispose();
}
