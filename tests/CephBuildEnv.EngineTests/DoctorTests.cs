using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What the host lacks is found, named and mended.</summary>
[Collection(Order.Doctor)]
public sealed class DoctorTests(PrivateHost host) : EngineTest(host)
{
    private static readonly string[] Checks = ["engine", "client, BuildKit", "user", "/ceph", "disk space", "memory per job", "git", "mmdebstrap", "kernel limits"];

    [Fact]
    public void A_healthy_host_passes_every_check()
    {
        var doctor = Checkout.Build("Doctor").ShouldSucceed();

        foreach (var check in Checks)
            doctor.Output.ShouldMatch($"(?m)^{check} +(good|warning) +\\S");
        doctor.Output.ShouldMatch("(?m)^engine +good +docker [0-9.]+\\S* at unix:///var/run/docker.sock");
    }

    [Fact]
    public void A_stopped_engine_is_found_and_started_again()
    {
        var images = Docker.Images();
        Docker.Stop();

        var doctor = Checkout.Build("Doctor");
        doctor.ExitCode.ShouldNotBe(0);
        doctor.Output.ShouldMatch("(?m)^engine +bad +");
        doctor.Output.ShouldContain("./build.sh Doctor --fix");
        doctor.Errors.ShouldContain("this host cannot build yet: engine");
        Docker.Answers().ShouldBeFalse();

        Checkout.Build("Doctor --fix").ShouldSucceed().Output.ShouldMatch("(?m)^engine +good +");
        Docker.Answers().ShouldBeTrue();
        Docker.Images().ShouldBe(images);
    }
}
