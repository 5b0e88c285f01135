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
    public void An_old_distro_lacks_the_compiler_and_the_cmake_of_a_new_release() => Fit.Obstacles(Modern, Old).ShouldBe(
        ["it is C++20 and wants GCC 11.0 or later, and old-1 has 7.5", "it wants CMake 3.16 or later, and old-1 has 3.10.2"]);

    [Fact]
    public void A_new_distro_lacks_the_Python_of_an_old_release() => Fit.Obstacles(Ancient, New).ShouldBe(["it wants Python 2, and new-2 cannot build with it any more"]);

    [Fact]
    public void What_is_not_known_stands_in_nobodys_way()
    {
        Fit.Obstacles(Modern, New).ShouldBeEmpty();
        Fit.Obstacles(Ancient, Old).ShouldBeEmpty();
        Fit.Obstacles(Modern, TestHost.Debian with { Gcc = null, CMake = null }).ShouldBeEmpty();
        Fit.Obstacles(Modern, Old with { HasNewerCompilers = true, CMake = new(3, 20) }).ShouldBeEmpty();
    }

    [Fact]
    public void The_refusal_names_distros_that_fit()
    {
        var refused = Should.Throw<UserException>(() => Fit.Require(Ancient, new(New, ReleaseName.Parse("luminous")), [Old, New]));

        refused.Message.ShouldBe(
            "luminous cannot be built on New 2: it wants Python 2, and new-2 cannot build with it any more; distros that fit: old-1; " +
            "to try all the same, for example with another compiler: --allow-unfit");
    }
}
