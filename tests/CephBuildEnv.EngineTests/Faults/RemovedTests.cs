using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>Images that somebody removes between two steps.</summary>
[Collection(Order.Removed)]
public sealed class RemovedTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void Image_removed_between_two_commands()
    {
        Checkout.Build($"BuildPrepare {Options}").ShouldSucceed();
        Remove($"git:{PrivateHost.Sample}");

        ShouldGoOn().StatusOf("BuildPrepare").ShouldBe("Succeeded");
    }

    [Fact]
    public void Image_removed_between_two_targets_of_one_command()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        NoTree("debian-12-reef");
        var command = $"Build --distro debian-12 --release luminous reef --repository {Host.Server.Url}";
        Outcome build;
        // Both are prepared before the first one is compiled.
        using (CephFolder.Change($"{CephFolder.Tree(PrivateHost.Luminous)}/src/common/args.cc", text => text + "\n// changed by a test\n"))
            build = Disturb(command, run => run.Errors.Contains($"{PrivateHost.Luminous}: 2 jobs"), _ => Remove("git:debian-12-reef"));

        ShouldSay(build, $"{PrivateHost.Luminous}: built in", "git:debian-12-reef", "removed");
        RunFile.Last("debian-12-reef")["outcome"].ShouldBe("failed");
        // Its source is the sample's.
        Checkout.Read("cp", "-a", $"{CephFolder.Root}/ccache/{PrivateHost.Sample}/.", $"{CephFolder.Root}/ccache/debian-12-reef");
        ShouldGoOn(command).StatusOf("Build").ShouldBe("Succeeded");
    }

    private static void Remove(string image) => Checkout.Read("docker", "rmi", "--force", $"ceph-build-env/{image}");
}
