using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>The engine dies, is started anew, or ends a container by itself.</summary>
[Collection(Order.Daemon)]
public sealed class DaemonTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void Daemon_killed_during_an_image_build()
    {
        using (SlowImage())
            ShouldSay(Disturb(Build, BuildsTheImage, _ => Docker.Kill()), "./build.sh Doctor");

        ShouldStartAndGoOn();
    }

    [Fact]
    public void Daemon_killed_during_a_compile()
    {
        using (SlowCompile())
            ShouldSay(Disturb(Build, Compiles, _ => Docker.Kill()), "./build.sh Doctor");
        var run = RunFile.Last(PrivateHost.Sample);
        run["outcome"].ShouldBe("lost");

        ShouldStartAndGoOn();

        run["outcome"].ShouldBe("lost");
        run["end"].ShouldNotBeEmpty();
    }

    [Fact]
    public void Daemon_killed_while_idle()
    {
        Docker.Kill();

        Checkout.Build(Build).ShouldBeRefused("./build.sh Doctor --fix");

        ShouldStartAndGoOn();
    }

    [Fact]
    public void Daemon_restarted_during_a_compile()
    {
        using (SlowCompile())
            Disturb(Build, Compiles, _ => Docker.Stop()).ExitCode.ShouldNotBe(0);

        ShouldStartAndGoOn();
    }

    [Fact]
    public void Container_killed_during_a_compile()
    {
        var before = RunFile.Last(PrivateHost.Sample).Number;
        using (SlowCompile())
            ShouldSay(Disturb(Build, Compiles, _ => Checkout.Read("docker", "kill", Container)), "killed by somebody", "exit code 137");

        // No memory was wanted: it is not tried again.
        RunFile.Last(PrivateHost.Sample).Number.ShouldBe(before + 1);
        RunFile.Last(PrivateHost.Sample)["outcome"].ShouldBe("failed");
        RunFile.Last(PrivateHost.Sample)["firstError"].ShouldContain("killed by somebody");
        ShouldGoOn();
    }

    // It is killed first: which of the two is seen is a matter of moments. With many files in it, it is there for some time then.
    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    public void Container_removed_during_a_compile(int files)
    {
        using (SlowCompile())
            ShouldSay(Disturb(Build, Compiles, _ => Remove(files)), "by somebody");

        RunFile.Last(PrivateHost.Sample)["outcome"].ShouldBe("failed");
        ShouldGoOn();
    }

    private static void Remove(int files)
    {
        Checkout.Read("docker", "exec", Container, "bash", "-c", $"cd /var/tmp && seq {files} | xargs --no-run-if-empty touch");
        Checkout.Read("docker", "rm", "--force", Container);
    }

    private void ShouldStartAndGoOn()
    {
        Checkout.Build("Doctor --fix --engine docker").ShouldSucceed();
        ShouldGoOn();
    }
}
