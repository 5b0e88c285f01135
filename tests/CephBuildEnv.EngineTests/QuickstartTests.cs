using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The first command on a host that has no /ceph, no image and no running engine.</summary>
[Collection(Order.Quickstart)]
public sealed class QuickstartTests(PrivateHost host) : EngineTest(host)
{
    [Fact]
    public void Starts_the_engine_and_says_so() => Host.Quickstart.Outcome.Errors.ShouldContain("starting dockerd in the background");

    [Fact]
    public void Makes_all_images_of_the_chain() => Docker.Images().Keys.Order(StringComparer.Ordinal).ShouldBe(
        ["base:debian-12", "base:debian-12-quickstart", "git:debian-12-quickstart", "upstream:debian-12"]);

    [Fact]
    public void Compiles_a_program_that_runs() => Docker
        .RunIn("git:debian-12-quickstart", $"{CephFolder.Tree(PrivateHost.Sample)}/build/bin/ceph", "--version").ShouldSucceed()
        .Output.ShouldStartWith("ceph version 18.2.7-1-g");

    [Fact]
    public void Says_on_standard_output_what_to_type_next()
    {
        Host.Quickstart.Outcome.Output.ShouldContain("./build.sh Interactive --distro debian-12 --release quickstart");
        Host.Quickstart.Outcome.Output.ShouldContain("./build.sh ListDistros");
    }

    [Fact]
    public void Keeps_standard_output_for_results() => Host.Quickstart.Outcome.Output.ShouldNotContain("Building CXX object");

    [Fact]
    public void Leaves_no_container() => Docker.Containers().ShouldBeEmpty();

    [Fact]
    public void Writes_only_to_ceph_to_the_engine_and_to_the_checkout()
    {
        string[] expected =
        [
            "/ceph/", $"{Evidence.Root}/", $"{Checkout.Folder}/artifacts/", $"{Checkout.Folder}/.nuke/temp/",
            // The engine's own: its storage, its state, its log.
            "/var/lib/containerd/", "/opt/containerd/", "/etc/docker/", "/var/log/ceph-build-env-dockerd.log",
            // Its client's: the name by which a builder knows the machine, made at the first build.
            $"{System.Environment.GetEnvironmentVariable("HOME")}/.docker/.buildNodeID",
        ];
        Host.Quickstart.NewFiles.ShouldContain("/ceph/src/debian-12-quickstart/build/bin/ceph");
        Host.Quickstart.NewFiles.Where(file => !Array.Exists(expected, file.StartsWith)).Take(20).ShouldBeEmpty();
    }

    [Fact]
    public void Prepares_a_complete_tree_of_folders()
    {
        Directory.EnumerateFileSystemEntries(CephFolder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["bin", "ccache", "clusters", "headers", "locks", "logs", "src", "tools"]);
        new FileInfo($"{CephFolder.Root}/bin").LinkTarget.ShouldBe($"{Checkout.Folder}/bin");
        new FileInfo($"{CephFolder.Root}/tools").LinkTarget.ShouldBe(Checkout.Folder);
    }
}
