using CephBuildEnv.Compilation;
using CephBuildEnv.Releases;
using CephBuildEnv.Tests.Releases;

namespace CephBuildEnv.Tests.Compilation;

/// <summary>What cmake is told, and why.</summary>
public sealed class ConfigurationTests
{
    private const string Lists = """
        option(WITH_RDMA "Enable RDMA in async messenger" ON)
        option(WITH_LTTNG "LTTng tracing is enabled" ON)
        option(WITH_RADOSGW "Rados Gateway is enabled" ON)
        """;

    [Theory]
    [InlineData("cmake -GNinja $ARGS ..", "", "", "ninja: do_cmake.sh chooses it")]
    [InlineData("cmake $ARGS ..", "", "Ninja", "ninja, where the image has it")]
    [InlineData("cmake $ARGS ..", "BUILD_COMMAND $(MAKE) rocksdb", "Unix Makefiles", "make: the tree builds a library with a bare $(MAKE)")]
    public void The_build_tool_is_what_the_tree_can_do(string configure, string list, string generator, string reason)
    {
        var configuration = Of(TestTree.Of(("do_cmake.sh", configure), ("src/CMakeLists.txt", list)), new());

        configuration.Generator.ShouldBe(generator);
        configuration.Reasons[0].ShouldStartWith(reason);
    }

    [Fact]
    public void What_is_switched_on_may_leave_only_make()
    {
        var tree = TestTree.Of(
            ("do_cmake.sh", "cmake .."), ("CMakeLists.txt", "option(WITH_FIO \"build with fio plugin enabled\" OFF)"), ("cmake/modules/BuildFIO.cmake", "BUILD_COMMAND $(MAKE) fio"));

        Of(tree, new()).Generator.ShouldBe("Ninja");
        Of(tree, new() { Switches = new() { ["FIO"] = true } }).Generator.ShouldBe("Unix Makefiles");
        Of(tree, new() { CMakeArguments = ["-DWITH_FIO:BOOL=1"] }).Generator.ShouldBe("Unix Makefiles");
    }

    // Of trees since mimic; without the network such a build stops after an hour.
    [Fact]
    public void What_asks_the_network_while_it_is_compiled_is_said_with_what_leaves_it_out()
    {
        var tree = TestTree.Of(("do_cmake.sh", "-GNinja"), ("CMakeLists.txt", "option(WITH_MGR_DASHBOARD_FRONTEND \"Build the mgr/dashboard frontend using `npm`\" ON)\noption(WITH_FIO \"\" OFF)"));

        Of(tree, new()).Reasons.ShouldContain("needs the network: the dashboard's frontend is built with Node.js and npm packages; without: --without MGR_DASHBOARD_FRONTEND");
        Of(tree, new() { Switches = new() { ["FIO"] = true } }).Reasons.ShouldContain(reason => reason.Contains("fio is cloned"));
        foreach (var offline in new BuildOptions[] { new() { Minimal = true }, new() { Switches = new() { ["MGR_DASHBOARD_FRONTEND"] = false } } })
            Of(tree, offline).Reasons.ShouldNotContain(reason => reason.StartsWith("needs the network"));
    }

    [Fact]
    public void What_a_build_folder_is_configured_for_otherwise_is_known_before()
    {
        var configuration = Of(Tree(), new() { Switches = new() { ["RDMA"] = false }, CxxFlags = ["-g1"] });

        configuration.DifferencesFrom("").ShouldBeEmpty();
        configuration.DifferencesFrom("distro: debian-12\ncompiler: /usr/bin/c++, 12\ncmake options: -DWITH_RDMA=OFF\nC++ flags: -g1\n").ShouldBeEmpty();
        configuration.DifferencesFrom("distro: debian-12\ncmake options: \n").ShouldBe(
        [
            "configured with cmake options '', now '-DWITH_RDMA=OFF': the build folder is put aside, and another one configured",
            "configured with C++ flags '', now '-g1': the build folder is put aside, and another one configured",
        ]);
    }

    [Fact]
    public void A_build_tool_that_was_asked_for_is_not_asked_for_twice() =>
        Of(TestTree.Of(("do_cmake.sh", "cmake ..")), new() { CMakeArguments = ["-GUnix Makefiles"] }).Generator.ShouldBeEmpty();

    [Fact]
    public void Options_come_in_an_order_in_which_the_more_exact_one_wins()
    {
        var configuration = Of(Tree(), new()
        {
            Minimal = true,
            SystemBoost = true,
            Switches = new() { ["RDMA"] = true },
            CMakeArguments = ["-DWITH_LTTNG=ON", "-DCMAKE_BUILD_TYPE=Debug"],
            CxxFlags = ["-include ostream", "-g1"],
        });

        configuration.Options.ShouldBe(
            ["-DWITH_LTTNG=OFF", "-DWITH_RDMA=OFF", "-DWITH_SYSTEM_BOOST=ON", "-DWITH_RDMA=ON", "-DWITH_LTTNG=ON", "-DCMAKE_BUILD_TYPE=Debug"]);
        configuration.Variables["CEPH_CXX_FLAGS"].ShouldBe("-include ostream -g1");
        configuration.Variables["CEPH_CMAKE_OPTIONS"].Split('\n').ShouldBe(configuration.Options);
        configuration.Reasons.ShouldContain("--minimal leaves out LTTNG RDMA");
        configuration.Reasons.ShouldContain(
            "options: --minimal --system-boost --with RDMA --cmake-arg=-DWITH_LTTNG=ON --cmake-arg=-DCMAKE_BUILD_TYPE=Debug --cxx-flag='-include ostream' --cxx-flag=-g1");
    }

    // Packages list their files: a man page that was not made fails them after hours.
    [Fact]
    public void Packages_get_the_same_options_but_for_what_they_have_files_of()
    {
        var options = new BuildOptions { Minimal = true, SystemBoost = true, Switches = new() { ["RADOSGW"] = false }, CxxFlags = ["-g1"], AllowMissingDependencies = true };

        var configuration = Configuration.OfPackages(Tree(), options, TestHost.Debian);

        configuration.Options.ShouldBe(["-DWITH_RDMA=OFF", "-DWITH_SYSTEM_BOOST=ON", "-DWITH_RADOSGW=OFF"]);
        configuration.Variables["CEPH_CXX_FLAGS"].ShouldBe("-g1");
        configuration.AllowMissing.ShouldBeTrue();
        configuration.Reasons.ShouldBe(
            ["--minimal leaves out RDMA (of packages only what these have no files of)", "options: --minimal --system-boost --allow-missing-deps --without RADOSGW --cxx-flag=-g1"]);
    }

    [Fact]
    public void A_switch_that_the_tree_does_not_have_is_an_error_that_cmake_would_not_make_of_it() =>
        Should.Throw<UserException>(() => Of(Tree(), new() { Switches = new() { ["RADOSGV"] = false } })).Message.ShouldStartWith(
            "--without: this tree has no switch WITH_RADOSGV; did you mean 'RADOSGW'?; it has LTTNG RADOSGW RDMA; anything else can be set with --cmake-arg=-DNAME=VALUE, and what is remembered is forgotten with --reset-options");

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, false)]
    public void Python_3_alone_where_the_distro_has_no_other(bool? python2, bool alone) => Configuration.Of(
            TestTree.Of(("CMakeLists.txt", "set(MGR_PYTHON_VERSION \"2.7\" CACHE")), new(), TestHost.Debian with { Python2 = python2 })
        .Options.Contains("-DMGR_PYTHON_VERSION=3").ShouldBe(alone);

    [Fact]
    public void Python_3_alone_where_releases_ask_for_no_other() => Configuration.Of(
            TestTree.Of(("CMakeLists.txt", "set(MGR_PYTHON_VERSION \"2.7\" CACHE")), new(), TestHost.Debian with { Python2 = true, PrefersPython3 = true })
        .Reasons.ShouldContain("Python 3 alone: releases ask for no other on debian-12, and this tree can do without");

    private static CephTree Tree() => TestTree.Of(("CMakeLists.txt", Lists), ("do_cmake.sh", "-GNinja"));

    private static Configuration Of(CephTree tree, BuildOptions options) => Configuration.Of(tree, options, TestHost.Debian);
}
