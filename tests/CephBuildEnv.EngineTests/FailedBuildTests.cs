using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>A source that does not build.</summary>
[Collection(Order.FailedBuild)]
public sealed class FailedBuildTests : EngineTest
{
    private const string Tree = "/ceph/src/debian-12-luminous";

    public FailedBuildTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void A_compile_error_is_shown_with_its_place_and_the_next_command()
    {
        Outcome build, plan;
        using (CephFolder.Change($"{Tree}/src/common/args.cc", text => text + "\nint broken() { return undeclared_by_a_test; }\n"))
        {
            build = Checkout.Build(Host.BuildLuminous);
            plan = Checkout.Build($"{Host.BuildLuminous} --branch reef --plan");
        }

        build.ExitCode.ShouldBe(1);
        build.StatusOf("Build").ShouldBe("Failed");
        var said = Conclusion(build);
        said.ShouldMatch(@"debian-12-luminous: compile failed with exit code \d+ after 0:\d\d:\d\d");
        said.ShouldMatch(@"src/common/args\.cc:\d+:\d+: error: .undeclared_by_a_test. was not declared");
        var hint = Regex.Match(said, @"\./build\.sh (Shell --distro debian-12 --release luminous.*)").Groups[1].Value;
        Checkout.Build($"{hint} --plan").ShouldSucceed();
        plan.ShouldSucceed().Output.ShouldContain("has changes that are not committed, so reef is not checked out");
        var log = Regex.Match(said, @"log: (\S+)").Groups[1].Value;
        File.ReadAllText(log).ShouldContain("undeclared_by_a_test");
        CephFolder.RunRecords(PrivateHost.Luminous)[^1].ShouldContain("undeclared_by_a_test");
        Docker.Containers().ShouldBeEmpty();

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();
    }

    [Fact]
    public void A_configure_error_is_not_lost_where_the_release_returns_success()
    {
        var kept = $"{Tree}/../.kept-build";
        Directory.Move($"{Tree}/build", kept);
        try
        {
            Outcome build;
            using (CephFolder.Change($"{Tree}/CMakeLists.txt", text => text + "\nmessage(FATAL_ERROR \"refused by a test\")\n"))
                build = Checkout.Build(Host.BuildLuminous);

            build.ExitCode.ShouldBe(1);
            build.Errors.ShouldContain("do_cmake.sh left no configured build folder");
            var said = Conclusion(build);
            said.ShouldContain("debian-12-luminous: configure failed");
            said.ShouldContain("CMake Error at CMakeLists.txt:");
            said.ShouldContain("refused by a test");
        }
        finally
        {
            Directory.Delete($"{Tree}/build", recursive: true);
            Directory.Move(kept, $"{Tree}/build");
        }

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();
    }

    // What the product itself says at the end, not what went through from the compiler.
    private static string Conclusion(Outcome build) => build.Errors[build.Errors.IndexOf("[ERR]", StringComparison.Ordinal)..];
}
