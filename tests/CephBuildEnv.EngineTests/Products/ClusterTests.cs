using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Products;

/// <summary>Development clusters, as the sample's vstart.sh makes them.</summary>
[Collection(Order.SideBySide)]
public sealed class ClusterTests : EngineTest, IDisposable
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    private const string Kept = $"ceph-build-env.{PrivateHost.Luminous}.cluster.kept";

    public ClusterTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void Two_are_up_side_by_side_with_ports_of_their_own_and_go_without_a_trace()
    {
        VStart("--cluster one --mon 1 --osd 2 --mds 0 --rgw 1").ShouldSucceed();
        VStart("--cluster two --mon 3 --osd 1 --mds 1").ShouldSucceed();

        var clusters = Checkout.Build("Clusters").ShouldSucceed().Output;
        clusters.ShouldMatch(@"\none +debian-12-luminous +up ");
        clusters.ShouldMatch(@"\ntwo +debian-12-luminous +up ");
        var ports = Regex.Matches(clusters, "dashboard ([0-9]+)").Select(match => match.Groups[1].Value).ToList();
        ports.Distinct().Count().ShouldBe(2);
        ports.Select(port => Checkout.Read("curl", "--silent", $"http://127.0.0.1:{port}/")).ShouldAllBe(page => page.StartsWith("mgr.x of "));
        var gateway = Regex.Match(clusters, "rgw ([0-9]+)").Groups[1].Value;
        Checkout.Read("curl", "--silent", $"http://127.0.0.1:{gateway}/").ShouldStartWith("client.rgw of ");
        Checkout.ReadLines("ss", "-Htln", $"sport = :{gateway}").ShouldAllBe(line => line.Contains($"127.0.0.1:{gateway} "));
        Docker.Inspect($"ceph-build-env.{PrivateHost.Luminous}.cluster.one").GetProperty("HostConfig").GetProperty("Privileged").GetBoolean().ShouldBeFalse();

        var exec = Checkout.Build(["Exec", "--cluster", "one", "--command", "ceph osd tree; ceph -s >&2; exit 7"]);
        exec.ExitCode.ShouldBe(7);
        exec.Output.ShouldContain("osd.1");
        exec.Errors.ShouldContain("HEALTH_OK");

        Checkout.Build("VStop").Errors.ShouldContain("there are several clusters (one, two)");
        Checkout.Build("VStop --cluster one").ShouldSucceed();
        Checkout.Build("VStop").ShouldSucceed();
        Docker.Containers().ShouldBeEmpty();
        Docker.Read("network", "ls", "--quiet", "--filter", "name=ceph-build-env").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries("/ceph/clusters").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_kept_is_there_again_at_the_same_ports()
    {
        VStart("--cluster kept --osd 1 --mon 1 --mds 0 --vstart-arg=-n").ShouldSucceed();
        var before = Checkout.Build("Clusters").Output;
        var data = Exec("grep -e fsid -e 'mon host' -e 'debug osd' $CEPH_CONF");
        data.ShouldContain("debug osd = 1\n");
        Checkout.Build("VStop --keep").ShouldSucceed();
        Checkout.Build("Clusters").Output.ShouldContain(" down ");
        File.Exists("/ceph/clusters/kept/data/out/osd.0.log").ShouldBeTrue("the logs stay");

        VStart("--cluster kept").ShouldSucceed();

        Exec("grep -e fsid -e 'mon host' -e 'debug osd' $CEPH_CONF").ShouldBe(data);
        Ports(before).ShouldNotBeEmpty();
        Ports(Checkout.Build("Clusters").Output).ShouldBe(Ports(before));
        VStart("--cluster kept --osd 1").ReasonToSkip("VStart").ShouldContain("cluster kept is up");
        var other = VStart("--cluster kept --osd 2");
        other.ExitCode.ShouldBe(2, "before anything is built");
        other.Errors.ShouldContain("cluster kept was made with --mon 1 --osd 1 --mds 0 --mgr 1 --rgw 0 --vstart-arg=-n, and that cannot be changed");
        Checkout.Build(["Exec", "--timeout", "1s", "--command", "exec -a too-long sleep 600"]).ExitCode.ShouldBe(124);
        Docker.Read("top", Kept).ShouldNotContain("too-long");
        // As the engine does by itself, and anybody who types it.
        Docker.Read("restart", "--time", "60", Kept);
        Wait.Until(() => Checkout.Build("Clusters").Output.Contains(" up "), TimeSpan.FromSeconds(60), "it is up again");
        Exec("grep -e fsid -e 'mon host' -e 'debug osd' $CEPH_CONF").ShouldBe(data);
        Checkout.Build("VStop").ShouldSucceed();

        static string Ports(string clusters) => Regex.Match(clusters, "dashboard [0-9]+").Value;
    }

    // Ceph's monitors are bound to it for as long as they have data.
    [Fact]
    public void What_is_kept_has_its_address_again_whatever_happened_meanwhile()
    {
        VStart("--cluster kept --osd 1 --mon 1 --mds 0").ShouldSucceed();
        var address = Docker.Read("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", Kept);
        var subnet = Docker.Read("network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", Kept);
        Exec("grep 'mon host' $CEPH_CONF").ShouldContain($"= {address}:");
        Checkout.Build("VStop --keep").ShouldSucceed();
        using (CephFolder.Change($"{Tree}/src/vstart.sh", text => text.Replace("ip=$(choose_address)", "exit 3")))
            VStart("--cluster kept").Errors.ShouldContain("vstart.sh failed with exit code 3");

        // It would get the addresses that are free again.
        Docker.Read("network", "create", "ceph-build-env-other");
        VStart("--cluster kept").ShouldSucceed();
        Docker.Read("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", Kept).ShouldBe(address);
        Checkout.Build("VStop --keep").ShouldSucceed();
        Docker.Read("network", "rm", "ceph-build-env-other", Kept);
        Docker.Read("network", "create", "--subnet", subnet, "ceph-build-env-other");
        VStart("--cluster kept").Errors.ShouldMatch($"the monitors of cluster kept are bound to {address}, and the engine does not give {subnet} to a network for it: .*remove the network that has those");
        Docker.Read("network", "rm", "ceph-build-env-other");
        VStart("--cluster kept").ShouldSucceed();
        Exec("ceph health").ShouldContain("HEALTH_OK");
        Checkout.Build("VStop").ShouldSucceed();
    }

    [Theory]
    [InlineData("luminous", @"rgw\.j")]
    [InlineData("quickstart", @"radosgw\.2[0-9]{4}")]
    public void A_gateway_that_dies_is_named(string release, string name)
    {
        var tree = $"/ceph/src/debian-12-{release}";
        var environment = release == "luminous" ? Host.LuminousOptions : $"--distro debian-12 --release {release}";
        Checkout.Build($"VStart {environment} --cluster gateway --osd 1 --mon 1 --mds 1 --rgw 1").ShouldSucceed();
        Checkout.Build("Clusters").Output.ShouldContain(" up ");
        Checkout.Read("git", "-C", tree, "status", "--porcelain").ShouldBeEmpty("what vstart.sh writes into the tree is no change of the user's");
        File.Exists("/ceph/clusters/gateway/data/vstart_environment.sh").ShouldBe(release != "luminous", "the sample does as Ceph does");
        File.Exists($"{tree}/src/vstart_environment.sh").ShouldBeFalse("it would be in the way of Clean");

        Exec("pkill -KILL radosgw");

        Wait.Until(() => Regex.IsMatch(Checkout.Build("Clusters").Output, $" {name} died "), TimeSpan.FromSeconds(30), "the death is noticed");
        Checkout.Build("VStop").ShouldSucceed();
    }

    [Fact]
    public void A_daemon_that_dies_is_named_with_its_log()
    {
        using (CephFolder.Change($"{Tree}/src/vstart.sh", text => text.Replace("start_all ceph-osd osd\n", "start_all ceph-osd osd\nsleep 1; kill -9 $(cat $dest/out/osd.0.pid)\n")))
        {
            var failed = VStart("--cluster broken --osd 1 --mon 1");

            failed.ExitCode.ShouldBe(1);
            failed.Errors.ShouldMatch(@"osd\.0 died; the end of /ceph/clusters/broken/data/out/osd\.0\.log:\n    .*listens on");
        }

        Docker.Containers().ShouldBeEmpty();
        Checkout.Build("Clusters").Output.ShouldContain("never up");
        using (CephFolder.Change($"{Tree}/src/vstart.sh", text => text.Replace("start_all ceph-mgr mgr.\n", "start_all ceph-mgr mgr.\nsleep 1; kill -9 $(cat $dest/out/mgr.x.pid)\n")))
        {
            // vstart.sh itself would wait for the manager for ever.
            using var waiting = Checkout.Start($"VStart {Host.LuminousOptions} --cluster broken --osd 1 --mon 1 --mds 1");

            var failed = waiting.Wait(TimeSpan.FromMinutes(3));

            failed.ExitCode.ShouldBe(1);
            failed.Errors.ShouldMatch(@"mgr\.x died; the end of /ceph/clusters/broken/data/out/mgr\.x\.log:\n    .*listens on");
        }

        VStart("--cluster broken --vstart-arg=--no-such-option").Errors.ShouldMatch("what it said last:\n(    .*\n)*    .*(no-such-option|usage)");

        VStart("--cluster broken --osd 1 --mon 1 --mds 0").ShouldSucceed();
        Checkout.Build(["Exec", "--cluster", "broken", "--command", "kill -9 $(cat /ceph/clusters/broken/data/out/osd.0.pid)"]).ShouldSucceed();
        Wait.Until(() => Checkout.Build("Clusters").Output.Contains("osd.0 died"), TimeSpan.FromSeconds(30), "the death is noticed");
        var again = VStart("--cluster broken");
        again.ExitCode.ShouldBe(1);
        again.Errors.ShouldContain("cluster broken is up without osd.0, which died; their logs are in /ceph/clusters/broken/data/out");

        // Whatever becomes of its folder, it can be stopped.
        Directory.Delete("/ceph/clusters/broken", recursive: true);
        Checkout.Build("Clusters").Errors.ShouldContain("cluster broken has a container, and no folder that can be read");
        Checkout.Build("VStop --cluster broken").ShouldSucceed();
        Docker.Containers().ShouldBeEmpty();
        Docker.Read("network", "ls", "--quiet", "--filter", "name=ceph-build-env").ShouldBeEmpty();
    }

    [Fact]
    public void Ctrl_C_leaves_nothing_running()
    {
        using (CephFolder.Change($"{Tree}/src/vstart.sh", text => text.Replace("ip=$(choose_address)", "echo waits; sleep 600\nip=$(choose_address)")))
        {
            using var starting = Checkout.Start($"VStart {Host.LuminousOptions} --cluster stopped");
            Wait.Until(() => starting.Errors.Contains("\nwaits"), Checkout.Patience, "vstart.sh runs");

            starting.SignalGroup("INT");

            starting.Wait(TimeSpan.FromSeconds(60)).ExitCode.ShouldBe(130);

            using var again = Checkout.Start($"VStart {Host.LuminousOptions} --cluster stopped");
            Wait.Until(() => again.Errors.Contains("\nwaits"), Checkout.Patience, "vstart.sh runs again");
            Docker.Read("stop", $"ceph-build-env.{PrivateHost.Luminous}.cluster.stopped");
            var failed = again.Wait(TimeSpan.FromSeconds(60));
            failed.ExitCode.ShouldBe(1);
            failed.Errors.ShouldContain("start failed with exit code 143");
            Checkout.Build("VStop --cluster stopped").ShouldSucceed();
        }

        Docker.Containers().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries("/ceph/clusters").ShouldBeEmpty();
        Docker.Read("network", "ls", "--quiet", "--filter", "name=ceph-build-env").ShouldBeEmpty();

        VStart("--cluster alive --osd 1 --mon 1 --mds 0").ShouldSucceed();
        using var command = Checkout.Start(["Exec", "--command", "echo begun; exec -a endless sleep 600"]);
        Wait.Until(() => command.Everything.Contains("begun"), TimeSpan.FromSeconds(30), "it runs");
        command.SignalGroup("INT");
        command.Wait(TimeSpan.FromSeconds(60)).ExitCode.ShouldBe(130);
        Docker.Read("top", $"ceph-build-env.{PrivateHost.Luminous}.cluster.alive").ShouldNotContain("endless");
        Checkout.Build("VStop").ShouldSucceed();
    }

    public void Dispose()
    {
        foreach (var container in Docker.Containers())
            Docker.Read("rm", "--force", container);
        foreach (var network in Checkout.ReadLines("/usr/bin/docker", "network", "ls", "--quiet", "--filter", "name=ceph-build-env"))
            Docker.Read("network", "rm", network);
        Checkout.Read("rm", "-rf", "/ceph/clusters");
        Checkout.Build("Prepare").ShouldSucceed();
    }

    private static string Exec(string command) => Checkout.Build(["Exec", "--command", command]).ShouldSucceed().Output;

    private Outcome VStart(string options) => Checkout.Build($"VStart {Host.LuminousOptions} {options}");
}
