namespace CephBuildEnv.Tests.Containers;

/// <summary>What debian/rules and spec files tell cmake of the environment's options.</summary>
public sealed class PackageOptionsTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Simple_ones_are_arguments_and_all_others_are_in_a_file_that_cmake_reads()
    {
        var said = await PassAsync("-DWITH_RDMA=OFF\n-GNinja\n-Wno-dev\n-DA=b c\n-DB:PATH=/x y\n-DC=\"$d\\e@f@;g", "-include ostream -DX=\"y z\"");

        said.ExitCode.ShouldBe(0, said.Error);
        said.Output.ShouldBe($"-DWITH_CCACHE=ON -DWITH_RDMA=OFF -Wno-dev -C {_temp.At("options.cmake")}\n");
        said.Error.ShouldContain("-GNinja does not hold for packages");
        File.ReadAllText(_temp.At("options.cmake")).ShouldBe("""
            set(A "b c" CACHE STRING "" FORCE)
            set(B "/x y" CACHE PATH "" FORCE)
            set(C "\"\$d\\e\@f\@;g" CACHE STRING "" FORCE)
            if(NOT DEFINED CMAKE_CXX_FLAGS)
              set(CMAKE_CXX_FLAGS "$ENV{CXXFLAGS}")
            endif()
            set(wanted "-include ostream -DX=\"y z\"")
            set(CMAKE_CXX_FLAGS "${CMAKE_CXX_FLAGS} ${wanted}" CACHE STRING "" FORCE)

            """);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_can_be_neither_is_refused()
    {
        var said = await PassAsync("-C /a b", "");

        said.ExitCode.ShouldBe(1);
        said.Error.ShouldContain("-C /a b cannot be passed to debian/rules and spec files");
    }

    private Task<CephBuildEnv.Processes.CommandResult> PassAsync(string options, string flags) => Shell.TryAsync(
        _temp.Path, "env", $"CEPH_RUN_DIR={_temp.Path}", $"CEPH_CMAKE_OPTIONS={options}", $"CEPH_CXX_FLAGS={flags}",
        "bash", "-Eeuo", "pipefail", "-c", $". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "package-options.sh")}; pass_options; echo \"$CEPH_EXTRA_CMAKE_ARGS\"");
}
