using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The same workflow on a real podman, on a host that has none.</summary>
[Collection(Order.OtherEngines)]
public sealed class PodmanTests(PrivateHost host) : EngineTest(host)
{
    private const string Again = "Build --distro debian-12 --release quickstart --engine podman";

    [Fact]
    public void Is_installed_started_and_used_when_it_is_asked_for()
    {
        var first = Checkout.Build("Quickstart --engine podman").ShouldSucceed();

        first.Errors.ShouldContain("installing podman, catatonit");
        first.Output.ShouldContain("was compiled in a container of");
        Images().ShouldBe(["base:debian-12", "base:debian-12-quickstart", "git:debian-12-quickstart", "upstream:debian-12"]);
        Checkout.ReadLines("podman", "ps", "--all", "--quiet").ShouldBeEmpty();

        var second = Checkout.Build(Again).ShouldSucceed();
        second.StatusOf("ReleaseImage").ShouldBe("Skipped");
        second.StatusOf("BuildPrepare").ShouldBe("Skipped");
        second.CompiledFiles.ShouldBe(0);
    }

    // Podman gives each new container the next address.
    [Fact]
    public void A_cluster_that_was_kept_has_its_address_again()
    {
        const string cluster = "--distro debian-12 --release quickstart --engine podman";
        Checkout.Build($"VStart {cluster} --osd 1 --mon 1 --mds 0").ShouldSucceed();
        Checkout.Build("VStop --keep --engine podman").ShouldSucceed();

        Checkout.Build($"VStart {cluster}").ShouldSucceed();

        Checkout.Build(["Exec", "--engine", "podman", "--command", "ceph health"]).ShouldSucceed().Output.ShouldContain("HEALTH_OK");
        Checkout.Build("VStop --engine podman").ShouldSucceed();
        Checkout.ReadLines("podman", "ps", "--all", "--quiet").ShouldBeEmpty();
        Checkout.ReadLines("podman", "network", "ls", "--quiet").ShouldBe(["podman"]);
    }

    private static IEnumerable<string> Images() => Checkout
        .ReadLines("podman", "images", "--format", "{{.Repository}}:{{.Tag}}", "--filter", "dangling=false")
        .Select(name => name[(name.IndexOf("ceph-build-env/", StringComparison.Ordinal) + "ceph-build-env/".Length)..])
        .Order(StringComparer.Ordinal);
}
