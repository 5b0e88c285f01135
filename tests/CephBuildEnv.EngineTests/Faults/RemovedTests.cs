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
        var reef = NoTree("debian-12-reef");
        Checkout.Build($"BuildPrepare --distro debian-12 --release reef --repository {Host.Server.Url}").ShouldSucceed();
        Outcome build;
        // Both are prepared before the first of them runs, which takes a while and fails.
        using (CephFolder.Change($"{reef}/CMakeLists.txt", text => $"{text}\nexecute_process(COMMAND sleep 5)\nmessage(FATAL_ERROR \"refused by a test\")\n"))
        {
            build = Disturb(
                $"Build --distro debian-12 --release reef luminous --repository {Host.Server.Url}",
                run => run.Errors.Contains("debian-12-reef: 2 jobs"), _ => Remove($"git:{PrivateHost.Luminous}"));
        }

        ShouldSay(build, "debian-12-reef: configure failed", $"{PrivateHost.Luminous}: No such image: ceph-build-env/git:{PrivateHost.Luminous}", "start again");
        RunFile.Last(PrivateHost.Luminous)["outcome"].ShouldBe("failed");
        ShouldGoOn(Host.BuildLuminous).StatusOf("Build").ShouldBe("Succeeded");
    }

    private static void Remove(string image) => Checkout.Read("docker", "rmi", "--force", $"ceph-build-env/{image}");
}
