using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Two distros, the same release, on one host.</summary>
[Collection(Order.SideBySide)]
public sealed class SideBySideTests : EngineTest
{
    private const string Other = "debian-13-luminous";

    private readonly string _command;

    public SideBySideTests(PrivateHost host) : base(host)
    {
        host.FirstLuminousBuild.ShouldSucceed();
        _command = $"Build --distro debian-12 debian-13 --release luminous --repository {host.Server.Url}";
    }

    [Fact]
    public void Both_are_built_by_one_command_and_share_only_objects()
    {
        var before = Docker.Images();

        var build = Checkout.Build(_command).ShouldSucceed();

        build.Errors.ShouldMatch($"{PrivateHost.Luminous}: built in .*nothing was compiled");
        build.Errors.ShouldMatch($"{Other}: built in ");
        var images = Docker.Images();
        foreach (var (tag, id) in before)
            images[tag].ShouldBe(id, tag);
        foreach (var tag in new[] { "upstream:debian-13", "base:debian-13", $"base:{Other}", $"git:{Other}" })
            images[tag].ShouldNotBe(images[tag.Replace("debian-13", "debian-12")], tag);
        foreach (var folder in new[] { "src", "ccache", "logs" })
            Directory.EnumerateFileSystemEntries($"{CephFolder.Root}/{folder}/{Other}").ShouldNotBeEmpty(folder);
        Docker.RunIn($"git:{Other}", $"{CephFolder.Tree(Other)}/build/bin/ceph", "--version").ShouldSucceed().Output.ShouldContain("luminous (stable)");
    }

    [Fact]
    public void One_that_fails_does_not_stop_the_other()
    {
        Outcome build;
        using (CephFolder.Change($"{CephFolder.Tree(PrivateHost.Luminous)}/src/common/args.cc", text => text + "\nint broken() { return undeclared_by_a_test; }\n"))
        using (CephFolder.Change($"{CephFolder.Tree(Other)}/src/common/args.cc", text => text + "\n// changed by a test\n"))
            build = Checkout.Build(_command);

        build.ExitCode.ShouldBe(1);
        build.StatusOf("Build").ShouldBe("Failed");
        build.Errors.ShouldMatch($"{PrivateHost.Luminous}: compile failed with exit code");
        build.Errors.ShouldMatch($"{Other}: built in .*; 1 compilation,");
        build.Errors.ShouldNotContain($"{Other}: compile failed");
        Checkout.Build(_command).ShouldSucceed();
    }
}
