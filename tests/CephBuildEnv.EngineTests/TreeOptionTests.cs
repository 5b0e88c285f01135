using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Options of a tree, and what is read from the tree itself.</summary>
[Collection(Order.SideBySide)]
public sealed class TreeOptionTests(PrivateHost host) : EngineTest(host)
{
    private const string Sample = "--distro debian-12 --release quickstart";

    private static readonly string Tree = CephFolder.Tree(PrivateHost.Sample);

    // The sample's do_cmake.sh drops ARGS, as that of reef does.
    [Fact]
    public void What_was_typed_once_reaches_cmake_is_remembered_and_can_be_forgotten()
    {
        const string options = "--cmake-arg=-DCMAKE_BUILD_TYPE=MinSizeRel --cxx-flag=-DTYPED_BY_A_TEST --without TESTS --build-target crushtool";
        var first = Checkout.Build($"Build {Sample} {options}").ShouldSucceed();
        first.Errors.ShouldContain("keeping the old build folder as");
        var cache = File.ReadAllLines($"{Tree}/build/CMakeCache.txt");
        cache.ShouldContain("CMAKE_BUILD_TYPE:STRING=MinSizeRel");
        cache.ShouldContain("WITH_TESTS:BOOL=OFF");
        File.ReadAllText($"{Tree}/build/compile_commands.json").ShouldContain(" -DTYPED_BY_A_TEST");

        Checkout.Build($"Build {Sample} --build-target crushtool").ShouldSucceed().Errors.ShouldContain("nothing was compiled");
        Checkout.Build("Status").Output.ShouldContain(
            "debian-12-quickstart is built with --without TESTS --cmake-arg=-DCMAKE_BUILD_TYPE=MinSizeRel --cxx-flag=-DTYPED_BY_A_TEST");
        foreach (var plan in new[] { "", " --plan" })
            Checkout.Build($"Build {Sample} --with TEST{plan}").ShouldBeRefused("--with: this tree has no switch WITH_TEST; did you mean 'TESTS'?");

        var forgotten = Checkout.Build($"Build {Sample} --reset-options").ShouldSucceed();
        forgotten.Errors.ShouldContain("configured otherwise: 'C++ flags: -DTYPED_BY_A_TEST', now without");
        File.ReadAllLines($"{Tree}/build/CMakeCache.txt").ShouldNotContain("CMAKE_BUILD_TYPE:STRING=MinSizeRel");
        Checkout.Build("Status").Output.ShouldNotContain("debian-12-quickstart is built with");
        Directory.Exists($"{CephFolder.Root}/src/.options").ShouldBeTrue();
        foreach (var aside in Directory.GetDirectories(Tree, "build.*"))
            Directory.Delete(aside, recursive: true);
    }

    [Fact]
    public void Variables_of_a_file_reach_the_container()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        var file = $"{CephFolder.Root}/logs/variables";
        File.WriteAllText(file, "# of a test\nSAMPLE_VARIABLE=two words\n");

        var cluster = Checkout.Build(["VStart", .. Host.LuminousOptions.Split(' '), "--mon", "1", "--osd", "0", "--mds", "0", "--env-file", file]).ShouldSucceed();
        try
        {
            Checkout.Build(["Exec", "--command", "echo $SAMPLE_VARIABLE; hostname --fqdn"]).ShouldSucceed().Output.ShouldBe("two words\nceph-build\n");
            // What it asks of a machine: a name that resolves, and sudo even for root.
            Checkout.Build(["Exec", "--command", "cd $CEPH_SRC && DRY_RUN=echo ./run-make-check.sh"]).ShouldSucceed().Output.ShouldEndWith("all tests passed\n");
        }
        finally
        {
            Checkout.Build("VStop").ShouldSucceed();
            File.Delete(file);
        }

        cluster.Errors.ShouldNotContain("two words");
    }

    // Of old releases they are comments, which install-deps.sh brings in, in place.
    [Fact]
    public void Dependencies_of_the_tests_are_there_and_the_tree_is_as_it_was()
    {
        Host.FirstLuminousBuild.ShouldSucceed();

        Docker.RunIn($"git:{PrivateHost.Luminous}", "jq", "--version").ShouldSucceed();
        Checkout.Read("git", "-C", CephFolder.Tree(PrivateHost.Luminous), "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void What_a_distro_does_not_have_is_found_before_anything_is_installed_and_can_be_left_out()
    {
        const string branch = "more-than-there-is";
        Host.Server.Commit(
            "luminous", "debian/control", text => text.Replace("Build-Depends: ", "Build-Depends: gone-long-ago,\n cmake (>= 99),\n# Make-Check gone-for-tests,\n "), newBranch: branch);
        var command = $"ReleaseImage --distro debian-12 --release {branch} --repository {Host.Server.Url}";

        var refused = Checkout.Build(command);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("no such package, or not in that version: cmake (>= 99), gone-for-tests, gone-long-ago");
        refused.Errors.ShouldContain("--allow-missing-deps");
        refused.Errors.ShouldNotContain("Setting up ");

        // Without cmake nothing can be built, whatever is allowed to be missing.
        Host.Server.Commit(branch, "debian/control", text => text.Replace("cmake (>= 99)", "cmake"));
        Checkout.Build($"{command} --fetch --allow-missing-deps --extra-package pv").ShouldSucceed().Errors.ShouldContain("going on without what debian-12 does not have: gone-for-tests, gone-long-ago");
        Docker.RunIn($"base:debian-12-{branch}", "bash", "-c", "cat /etc/ceph-build-env/missing; command -v pv").ShouldSucceed().Output.ShouldBe("gone-for-tests\ngone-long-ago\n/usr/bin/pv\n");
        Checkout.Build(command).ShouldSucceed().ReasonToSkip("ReleaseImage").ShouldContain("is up to date");
    }

    [Fact]
    public void A_distro_that_cannot_build_a_release_is_refused_with_those_that_can()
    {
        const string branch = "of-tomorrow";
        Host.Server.Commit("luminous", "CMakeLists.txt", text => $"{text.Replace("VERSION 2.8.11...", "VERSION 3.20...")}\nset(CMAKE_CXX_STANDARD 20)\n", newBranch: branch);

        var refused = Checkout.Build($"ReleaseImage --distro debian-11 --release {branch} --repository {Host.Server.Url}");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("of-tomorrow cannot be built on Debian 11 (bullseye): it is C++20 and wants GCC 11.0 or later, and debian-11 has 10.2.1; it wants CMake 3.20 or later, and debian-11 has 3.18.4");
        refused.Errors.ShouldMatch("distros that fit: .*debian-12, debian-13");
        Docker.Images().Keys.ShouldNotContain($"base:debian-11-{branch}");
    }
}
