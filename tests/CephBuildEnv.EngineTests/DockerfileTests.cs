using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The Dockerfiles of all distros, also of those whose upstream image no test can get.</summary>
[Collection(Order.SideBySide)]
public sealed class DockerfileTests(PrivateHost host) : EngineTest(host)
{
    public static TheoryData<string> Distros() => [.. Directory.EnumerateDirectories($"{Checkout.Folder}/images/base/distros").Select(folder => Path.GetFileName(folder))];

    // On nothing, the first command does not find a shell: all before it has been understood by then.
    [Theory]
    [MemberData(nameof(Distros))]
    public void The_builder_understands_it(string distro)
    {
        var folder = $"{Checkout.Folder}/images";

        var built = Checkout.Run(
            "env", "DOCKER_BUILDKIT=1", Docker.Client, "build", "--progress", "plain", "--build-arg", "UPSTREAM=scratch", "--build-arg", $"DISTRO={distro}",
            "--file", $"{folder}/base/distros/{distro}/Dockerfile", folder);

        built.ExitCode.ShouldNotBe(0);
        built.Errors.ShouldContain("/bin/sh");
        built.Errors.ShouldNotContain("parse error");
    }

    [Fact]
    public void A_base_image_has_the_user_the_compiler_cache_and_what_releases_take_for_granted()
    {
        Host.FirstLuminousBuild.ShouldSucceed();

        Docker.RunIn("base:debian-12", "bash", "-c", "id -un builder && type -P ccache sudo git curl wget make c++ && sudo -u builder sudo -n id -u").ShouldSucceed()
            .Output.ShouldSatisfyAllConditions(said => said.ShouldStartWith("builder\n"), said => said.ShouldEndWith("\n0\n"));
    }
}
