using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>An engine that is reached over TCP with certificates, as DOCKER_HOST names it.</summary>
[Collection(Order.OtherEngines)]
public sealed class RemoteEngineTests(PrivateHost host) : EngineTest(host)
{
    private const string Address = "tcp://127.0.0.1:12376";

    [Fact]
    public void Is_used_with_its_certificates_and_refused_without()
    {
        using var certificates = new Certificates();
        var images = Docker.Images();
        using var daemon = Docker.Restart(
            "--tlsverify", "--tlscacert", certificates["ca.pem"], "--tlscert", certificates["server-cert.pem"],
            "--tlskey", certificates["server-key.pem"], "--host", Address, "--host", "unix:///var/run/docker.sock");

        Build("Doctor", certificates.Folder).ShouldSucceed().Output.ShouldContain($"DOCKER_HOST is {Address}");
        // Through the API and through the client: a build of an image is done by the latter.
        Build($"Build --distro debian-12 --release quickstart --rebuild", certificates.Folder).ShouldSucceed();
        Docker.Images()["git:debian-12-quickstart"].ShouldNotBe(images["git:debian-12-quickstart"]);

        Checkout.Build(["BaseImage", "--distro", "debian-12"], ("DOCKER_HOST", Address)).ErrorLines.ShouldHaveSingleItem().ShouldContain("wants TLS");
        Build("BaseImage --distro debian-12", "/nowhere").ErrorLines.ShouldHaveSingleItem().ShouldContain("set DOCKER_CERT_PATH");
        using var strangers = new Certificates();
        Build("BaseImage --distro debian-12", strangers.Folder).ErrorLines.ShouldHaveSingleItem();
    }

    private static Outcome Build(string arguments, string certificates) => Checkout.Build(
        arguments.Split(' '), ("DOCKER_HOST", Address), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", certificates));
}
