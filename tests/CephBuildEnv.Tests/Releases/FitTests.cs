using CephBuildEnv.Environments;
using CephBuildEnv.Releases;

namespace CephBuildEnv.Tests.Releases;

/// <summary>What is said before hours of compiling.</summary>
public sealed class FitTests
{
    private static readonly Distro Old = TestHost.Debian with { Name = "old-1", Title = "Old 1", Gcc = new(7, 5, 0), CMake = new(3, 10, 2), Python2 = true };
    private static readonly Distro New = TestHost.Debian with { Name = "new-2", Title = "New 2", Gcc = new(12, 2, 0), CMake = new(3, 25, 1), Python2 = false };

    private static readonly CephTree Modern = TestTree.Of(("CMakeLists.txt", "cmake_minimum_required(VERSION 3.16)\nset(CMAKE_CXX_STANDARD 20)"));
    private static readonly CephTree Ancient = TestTree.Of(("CMakeLists.txt", "cmake_minimum_required(VERSION 2.8.11)\nfind_package(PythonInterp 2.7 REQUIRED)"));

    [Fact]
    public void An_old_distro_lacks_the_compiler_and_the_cmake_of_a_new_release() => Obstacles(Modern, Old).ShouldBe(
        ["it is C++20 and wants GCC 11.0 or later, and old-1 has 7.5", "it wants CMake 3.16 or later, and old-1 has 3.10.2"]);

    [Fact]
    public void A_new_distro_lacks_the_Python_of_an_old_release() => Obstacles(Ancient, New).ShouldBe(["it wants Python 2, and new-2 cannot build with it any more"]);

    [Theory]
    [InlineData("11.4.0", null)]
    [InlineData("9.4.0", "it is C++20 and wants GCC 11.0 or later, and old-1 has at most 9.4")]
    public void The_newest_compiler_that_is_installed_counts(string newest, string? obstacle) =>
        Obstacles(Modern, Old with { NewestGcc = Version.Parse(newest), CMake = new(3, 20) }).SingleOrDefault().ShouldBe(obstacle);

    [Theory]
    [InlineData("cmake_minimum_required(VERSION 2.8.12)", true)]
    [InlineData("cmake_minimum_required(VERSION 2.8.12...3.20)", false)]
    [InlineData("cmake_minimum_required(VERSION 3.5.1)", false)]
    public void CMake_4_refuses_what_was_written_for_an_old_one(string list, bool refused) => Obstacles(
            TestTree.Of(("CMakeLists.txt", list)), New with { CMake = new(4, 0, 2) })
        .Any(obstacle => obstacle.Contains("refuses what is older than 3.5")).ShouldBe(refused);

    [Theory]
    [InlineData("debian", true)]
    [InlineData("opensuse-leap", true)]
    [InlineData("rocky", false)]
    public void A_release_does_not_know_each_distribution(string id, bool known) => Obstacles(
            TestTree.Of(("install-deps.sh", """
                source /etc/os-release
                case $ID in
                debian|ubuntu|devuan)
                    ;;
                centos|fedora|rhel|ol|virtuozzo)
                    ;;
                opensuse*|suse|sles)
                    ;;
                *)
                    echo "$ID is unknown, dependencies will have to be installed manually."
                esac
                """)),
            New with { Id = id })
        .ShouldBe(known ? [] : [$"its install-deps.sh does not know '{id}'"]);

    [Fact]
    public void Its_Boost_has_to_be_new_enough_where_it_is_to_be_used()
    {
        var tree = TestTree.Of(("CMakeLists.txt", "  find_package(Boost 1.67 COMPONENTS ${BOOST_COMPONENTS} REQUIRED)"));
        var distro = Old with { Boost = new(1, 65, 1) };

        Obstacles(tree, distro).ShouldBeEmpty();
        Fit.Obstacles(tree, distro, systemBoost: true).ShouldBe(["it takes Boost 1.67 or later from a distribution, and old-1 has 1.65.1: leave --system-boost out"]);
        Fit.Obstacles(tree, distro with { Boost = new(1, 67, 0) }, systemBoost: true).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_known_stands_in_nobodys_way()
    {
        Obstacles(Modern, New).ShouldBeEmpty();
        Obstacles(Ancient, Old).ShouldBeEmpty();
        Obstacles(Modern, TestHost.Debian with { Gcc = null, CMake = null }).ShouldBeEmpty();
    }

    [Fact]
    public void The_refusal_names_distros_that_fit_as_far_as_that_is_known()
    {
        var refused = Should.Throw<UserException>(() => Fit.Require(
            Ancient, new(New, ReleaseName.Parse("luminous")), systemBoost: false, () => [Old, New, Old with { Name = "unknown-3", CMake = null }]));

        refused.Message.ShouldBe(
            "luminous cannot be built on New 2: it wants Python 2, and new-2 cannot build with it any more; distros that fit: old-1; " +
            "to try all the same, for example with another compiler: --allow-unfit");
    }

    private static IEnumerable<string> Obstacles(CephTree tree, Distro distro) => Fit.Obstacles(tree, distro, systemBoost: false);
}
