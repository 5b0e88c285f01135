using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Each kind of failure shows its first error at the end of the output, where one looks for it.</summary>
[Collection(Order.FailedBuild)]
public sealed class FailureKindTests : EngineTest
{
    private const string Tree = "/ceph/src/debian-12-luminous";
    private const int Lines = 15;

    public FailureKindTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Theory]
    [InlineData("src/common/args.cc", "int broken() { return undeclared_by_a_test; }", @"src/common/args\.cc:\d+:\d+: error: .undeclared_by_a_test.")]
    [InlineData("src/common/args.cc", "#include \"no/such/header.h\"", @"fatal error: no/such/header\.h: No such file or directory")]
    [InlineData("src/tools/ceph.cc", "void defined_nowhere(); int broken() { defined_nowhere(); return 0; }", "undefined reference to `defined_nowhere\\(\\)'")]
    [InlineData("src/CMakeLists.txt", "add_library(broken no_such_source.cc)", @"CMake Error at src/CMakeLists\.txt:\d+ \(add_library\)")]
    public void In_the_tree(string file, string line, string expected)
    {
        using (CephFolder.Change($"{Tree}/{file}", text => $"{text}\n{line}\n"))
        {
            var build = Checkout.Build(Host.BuildLuminous);

            build.ExitCode.ShouldBe(1);
            End(build).ShouldMatch(expected);
            End(build).ShouldContain("log: /ceph/logs/debian-12-luminous/");
            End(build).ShouldContain("./build.sh Shell --distro debian-12 --release luminous");
        }

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();
    }

    [Fact]
    public void The_command_that_repeats_the_step_does()
    {
        using (CephFolder.Change($"{Tree}/src/common/args.cc", text => $"{text}\nint broken() {{ return undeclared_by_a_test; }}\n"))
        {
            var build = Checkout.Build(Host.BuildLuminous);
            var repeat = build.Errors.Split('\n').Last(line => line.Contains("repeat that step: ")).Split("repeat that step: ")[1];

            repeat.ShouldMatch(@"^(ninja|make) -C /ceph/src/debian-12-luminous/build\S* .*args\.cc");
            var again = Docker.RunIn("git:debian-12-luminous", "bash", "-c", repeat);

            again.ExitCode.ShouldNotBe(0);
            again.Everything.ShouldContain("undeclared_by_a_test");
        }

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();
    }

    [Theory]
    [InlineData("install-deps.sh", "\nset -e\n", "\nset -e\necho 'installing a thing that is not there' >&2\nno-such-tool --install\n", "no-such-tool: command not found")]
    [InlineData("debian/control", "Build-Depends: ", "Build-Depends: libnothing-of-this-name-dev,\n ", "libnothing-of-this-name-dev")]
    public void In_the_installation_of_dependencies(string file, string before, string after, string expected)
    {
        var branch = $"broken-{file.Length}";
        Host.Server.Commit("main", file, text => text.Replace(before, after), newBranch: branch);

        var build = Checkout.Build($"ReleaseImage --distro debian-12 --release {branch} --repository {Host.Server.Url}");

        build.ExitCode.ShouldBe(1);
        End(build).ShouldContain(expected);
        End(build).ShouldContain($"/ceph/logs/.images/");
    }

    [Fact]
    public void In_git()
    {
        var build = Checkout.Build("Build --distro debian-12 --release reef --repository git://127.0.0.1:1/ceph.git");

        build.ExitCode.ShouldBe(2);
        End(build).ShouldContain("git://127.0.0.1:1/ceph.git does not answer");
        End(build).ShouldContain("check the network and --repository");
    }

    private static string End(Outcome build) => string.Join('\n', build.Errors.TrimEnd().Split('\n').TakeLast(Lines));
}
