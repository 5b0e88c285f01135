using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.SideBySide;

/// <summary>Environments of a distro share what its package manager has downloaded.</summary>
[Collection(Order.SideBySide)]
public sealed partial class PackageCacheTests(PrivateHost host) : EngineTest(host)
{
    private const string Package = "pv";

    [Fact]
    public void Another_release_downloads_only_packages_that_no_other_needed_and_keeps_none_in_its_image()
    {
        const string branch = "another-dependency";
        Host.Server.Commit("reef", "debian/control", text => text.Replace("Build-Depends: ", $"Build-Depends: {Package},\n "), newBranch: branch);

        Checkout.Build($"ReleaseImage --distro debian-12 --release {branch} --repository {Host.Server.Url}").ShouldSucceed();

        var log = File.ReadAllText($"{CephFolder.Root}/logs/.images/ceph-build-env_base_debian-12-{branch}.log");
        Regex.Count(log, $"Setting up {Package} ").ShouldBe(1);
        Regex.Count(log, "Setting up ").ShouldBeGreaterThan(1);
        Downloaded().Matches(log).Select(match => match.Groups["package"].Value).Distinct().ShouldBeSubsetOf([Package]);
        Docker.RunIn($"base:debian-12-{branch}", "find", "/var/lib/apt/lists", "/var/cache/apt", "/tmp", "/var/tmp", "-type", "f", "-size", "+64k")
            .ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_dependency_list_rebuilds_no_layer_of_the_base_image()
    {
        var layers = Layers("base:debian-12");

        var release = Layers($"base:{PrivateHost.Sample}");

        release[..layers.Length].ShouldBe(layers);
    }

    private static string[] Layers(string image) =>
        Docker.Read("image", "inspect", "--format", "{{range .RootFS.Layers}}{{.}} {{end}}", $"ceph-build-env/{image}").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // "Get:3 http://mirror/debian bookworm/main amd64 pv amd64 1.6.20-1 [66.4 kB]"; package lists have no second architecture.
    [GeneratedRegex(@"Get:\d+ \S+ \S+ \S+ (?<package>\S+) (amd64|arm64|all) \S+ \[", RegexOptions.ExplicitCapture)]
    private static partial Regex Downloaded();
}
