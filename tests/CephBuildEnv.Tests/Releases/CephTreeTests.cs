using CephBuildEnv.Releases;

namespace CephBuildEnv.Tests.Releases;

/// <summary>What trees say of how they are built. The lines are written as releases from luminous to tentacle have them.</summary>
public sealed class CephTreeTests
{
    private const string Luminous = """
        cmake_minimum_required(VERSION 2.8.11)
        option(WITH_CCACHE "Build with ccache.")
        option(WITH_RDMA "Enable RDMA in async messenger" ON)
        # option(WITH_GONE "not any more" ON)
            find_package(PythonInterp 2.7 REQUIRED)
        """;

    private const string Nautilus = """
        cmake_minimum_required(VERSION 3.5.1)
        if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
          if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 7)
            message(FATAL_ERROR "GCC 7+ required due to C++17 requirements")
          endif()
        endif()
        option(WITH_SPDK "Enable SPDK" OFF)
          set(MGR_PYTHON_VERSION "2.7" CACHE
            STRING "minimal required version of python runtime for running mgr plugins. ")
        """;

    private const string Reef = """
        cmake_minimum_required(VERSION 3.16)
        cmake_dependent_option(WITH_LIBURING "Build with liburing library support" ON
          "HAVE_LIBAIO" OFF)
        CMAKE_DEPENDENT_OPTION(WITH_SPDK "Enable SPDK" OFF "OK" OFF)
        set(WITH_PYTHON3 "3" CACHE STRING "build with specified python3 version")
        """;

    [Fact]
    public void Switches_are_those_that_are_on_or_off()
    {
        Tree(("CMakeLists.txt", Luminous)).Switches.ShouldBe(["CCACHE", "RDMA"], ignoreOrder: true);
        Tree(("CMakeLists.txt", Reef)).Switches.ShouldBe(["LIBURING", "SPDK"], ignoreOrder: true);
    }

    // Of nautilus and of master in 2019.
    [Theory]
    [InlineData("cmake/modules/AddCephTest.cmake", "option(WITH_GTEST_PARALLEL \"Enable running gtest based tests in parallel\" OFF)", "GTEST_PARALLEL")]
    [InlineData("src/tools/cephfs/CMakeLists.txt", "option(WITH_CEPHFS_SHELL \"install cephfs-shell\" OFF)", "CEPHFS_SHELL")]
    [InlineData("src/perfglue/CMakeLists.txt", "option(WITH_PROFILER \"build extra profiler binaries\" OFF)", "PROFILER")]
    public void Some_are_declared_beside_what_they_belong_to(string path, string line, string name) => Tree((path, line)).Switches.ShouldBe([name]);

    [Fact]
    public void The_least_cmake_is_as_it_is_written()
    {
        Tree(("CMakeLists.txt", Luminous)).LeastCMake.ShouldBe("2.8.11");
        Tree(("CMakeLists.txt", Reef)).LeastCMake.ShouldBe("3.16");
        Tree().LeastCMake.ShouldBeNull();
    }

    [Theory]
    [InlineData("set(CMAKE_CXX_FLAGS \"${CMAKE_CXX_FLAGS} -std=c++11\")", 11, "4.8")]
    [InlineData("set(CMAKE_CXX_STANDARD 17)", 17, "7.0")]
    [InlineData("CHECK_CXX_COMPILER_FLAG(\"-std=c++17\" COMPILER_SUPPORTS_CXX17)\nset(CMAKE_CXX_STANDARD 17)", 17, "7.0")]
    [InlineData("set(CMAKE_CXX_STANDARD 20)", 20, "11.0")]
    [InlineData("", 11, "4.8")]
    public void The_standard_says_which_compilers_can_do_it(string lists, int standard, string gcc)
    {
        var tree = Tree(("src/CMakeLists.txt", lists));

        tree.Standard.ShouldBe(standard);
        tree.LeastGcc.ShouldBe(Version.Parse(gcc));
    }

    [Fact]
    public void What_cmake_checks_of_the_compiler_counts_more_than_the_standard()
    {
        Tree(("CMakeLists.txt", Nautilus), ("src/CMakeLists.txt", "set(CMAKE_CXX_STANDARD 17)")).LeastGcc.ShouldBe(new(7, 0, 0));
        Tree(("cmake/modules/CephChecks.cmake", "if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)\n  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 11)\n    message(FATAL_ERROR \"GCC 11+ required\")"))
            .LeastGcc.ShouldBe(new(11, 0, 0));
        // Of mimic.
        Tree(("src/CMakeLists.txt", "if(CMAKE_COMPILER_IS_GNUCXX AND\n    CMAKE_CXX_COMPILER_VERSION VERSION_LESS 5.1)\nset(CMAKE_CXX_STANDARD 17)")).LeastGcc.ShouldBe(new(5, 1, 0));
    }

    [Theory]
    [InlineData(Luminous, true, false)]
    [InlineData(Nautilus, true, true)]
    [InlineData(Reef, false, true)]
    public void Python_2_is_what_old_trees_prefer_and_some_can_do_without(string lists, bool prefers, bool canDoWithout)
    {
        var tree = Tree(("CMakeLists.txt", lists));

        tree.PrefersPython2.ShouldBe(prefers);
        tree.TakesPython3Alone.ShouldBe(canDoWithout);
    }

    [Theory]
    [InlineData("src/CMakeLists.txt", "    BUILD_COMMAND $(MAKE) rocksdb", true)]
    [InlineData("cmake/modules/BuildRocksDB.cmake", "    BUILD_COMMAND $(MAKE) rocksdb", true)]
    [InlineData("src/compressor/zstd/CMakeLists.txt", "  BUILD_COMMAND $(MAKE) libzstd_static", true)]
    [InlineData("cmake/modules/BuildRocksDB.cmake", "    set(make_cmd $(MAKE) rocksdb)", false)]
    [InlineData("cmake/modules/BuildFIO.cmake", "    BUILD_COMMAND $(MAKE) fio", false)]
    public void A_bare_make_of_what_everybody_needs_is_for_make_alone(string path, string line, bool needsMake) =>
        Tree((path, line)).NeedsMake.ShouldBe(needsMake);

    [Fact]
    public void What_a_switch_brings_may_be_for_make_alone_too()
    {
        Tree(("cmake/modules/BuildFIO.cmake", "    BUILD_COMMAND $(MAKE) fio EXTFLAGS=-Wno-format-truncation ${FIO_EXTLIBS}"), ("cmake/modules/Buildpmem.cmake", "BUILD_COMMAND ${make_cmd}"))
            .SwitchesThatNeedMake.ShouldBe(["FIO"]);
        Tree().SwitchesThatNeedMake.ShouldBeEmpty();
    }

    [Fact]
    public void Boost_is_what_the_tree_would_fetch()
    {
        var boost = Tree(("cmake/modules/BuildBoost.cmake", """
                set(boost_version 1.72.0)
                set(boost_sha256 59c9b274bc451cf91a9ba1dd2c7fdcaf5d60b1b3aa83f2c9fa143417cc660722)
                string(REPLACE "." "_" boost_version_underscore ${boost_version} )
                set(boost_url 
                  https://dl.bintray.com/boostorg/release/${boost_version}/source/boost_${boost_version_underscore}.tar.bz2)
                  set(boost_url
                    "${boost_url} https://download.ceph.com/qa/boost_${boost_version_underscore}.tar.bz2")
            """)).Boost.ShouldNotBeNull();

        (boost.Version, boost.Algorithm, boost.FileName).ShouldBe(("1.72.0", "sha256", "boost_1_72_0.tar.bz2"));
        boost.Checksum.ShouldStartWith("59c9b274");
        boost.Urls.ShouldBe(["https://dl.bintray.com/boostorg/release/1.72.0/source/boost_1_72_0.tar.bz2", "https://download.ceph.com/qa/boost_1_72_0.tar.bz2"]);

        Tree(("cmake/modules/BuildBoost.cmake", "set(boost_version 1.66.0)\nset(boost_md5 b2dfbd6c717be4a7bb2d88018eaccf75)")).Boost!.Algorithm.ShouldBe("md5");
        Tree().Boost.ShouldBeNull();
    }

    [Theory]
    [InlineData("b2dfbd6c717be4a7bb2d88018eaccf75", "md5")]
    [InlineData("2684c972994ee57fc5632e03bf044746f6eb45d4920c343937a465fd67a5adba", "sha256")]
    public void Boost_of_packages_is_what_make_dist_fetches(string digits, string algorithm)
    {
        var boost = Tree(("make-dist", $$"""
            download_boost() {
                boost_version=$1
                shift
            }
            # at the three URLs referenced below (may involve uploading to download.ceph.com)
            boost_version=1.66.0
            download_boost $boost_version {{digits}} \
                           https://dl.bintray.com/boostorg/release/$boost_version/source \
                           https://download.ceph.com/qa
            tar --concatenate -f $outfile.all.tar $outfile.version.tar
            """)).BoostOfPackages.ShouldNotBeNull();

        (boost.Version, boost.Algorithm, boost.Checksum, boost.FileName).ShouldBe(("1.66.0", algorithm, digits, "boost_1_66_0.tar.bz2"));
        boost.Urls.ShouldBe(["https://dl.bintray.com/boostorg/release/1.66.0/source/boost_1_66_0.tar.bz2", "https://download.ceph.com/qa/boost_1_66_0.tar.bz2"]);

        Tree(("make-dist", "git submodule update --init\n")).BoostOfPackages.ShouldBeNull();
        Tree().BoostOfPackages.ShouldBeNull();
    }

    private static CephTree Tree(params (string Path, string Text)[] files) => TestTree.Of(files);
}
