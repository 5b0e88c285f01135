namespace CephBuildEnv.Tests.Containers;

/// <summary><c>bin/configure.sh</c>, in a tree whose do_cmake.sh only makes the files that cmake would.</summary>
public sealed class ConfigureTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task A_folder_that_is_in_the_way_is_put_aside_and_git_overlooks_it()
    {
        await MakeTreeAsync();

        await ConfigureAsync();

        File.Exists(_temp.At("build", "Makefile")).ShouldBeTrue();
        File.ReadAllText(PutAside("work")).ShouldBe("of the user");
        (await Shell.RunAsync(_temp.Path, "git", "status", "--porcelain")).ShouldBeEmpty();
    }

    // That is no reason to take the folder that was moved for one that is configured.
    [Fact(Timeout = 30_000)]
    public async Task It_is_configured_also_where_git_cannot_be_told()
    {
        await MakeTreeAsync();
        File.Delete(_temp.At(".git", "info", "exclude"));
        Directory.CreateDirectory(_temp.At(".git", "info", "exclude"));

        (await ConfigureAsync()).ShouldContain("git cannot be told to overlook");

        File.Exists(_temp.At("build", "Makefile")).ShouldBeTrue();
    }

    // Of CentOS 7.
    [Fact(Timeout = 30_000)]
    public async Task A_git_that_knows_no_worktrees_is_understood()
    {
        await MakeTreeAsync();
        _temp.Write("door/git", """
            #!/bin/sh
            case $* in
                -C*) echo "Unknown option: -C" >&2; exit 129 ;;
                "rev-parse --git-path"*) shift; printf '%s\n' "$@" ;;
                *) exec /usr/bin/git "$@" ;;
            esac

            """, executable: true);

        await ConfigureAsync($"{_temp.At("door")}:");

        File.ReadAllLines(_temp.At(".git", "info", "exclude")).ShouldContain("/build.*/");
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_configured_already_is_left_as_it_is()
    {
        await MakeTreeAsync();
        await ConfigureAsync();
        _temp.Write("build/made", "");

        (await ConfigureAsync()).ShouldContain("configured already: ");

        File.Exists(_temp.At("build", "made")).ShouldBeTrue();
    }

    private string PutAside(string file) => Path.Combine(Directory.GetDirectories(_temp.Path, "build.2*").ShouldHaveSingleItem(), file);

    private async Task MakeTreeAsync()
    {
        _temp.Write("do_cmake.sh", """
            #!/bin/sh
            mkdir build && : >build/Makefile && echo 'CMAKE_CXX_COMPILER:FILEPATH=/bin/true' >build/CMakeCache.txt

            """, executable: true);
        _temp.Write(".gitignore", "/build\n/door\n");
        _temp.Write("build/work", "of the user");
        await Shell.RunAsync(_temp.Path, "bash", "-c", "git init -q && git add . && git commit -qm tree");
    }

    private async Task<string> ConfigureAsync(string path = "")
    {
        var bin = Checkout.At("bin");
        var said = await Shell.TryAsync(
            _temp.Path, "env", $"PATH={path}{Environment.GetEnvironmentVariable("PATH")}", $"BIN={bin}", $"CEPH_SRC={_temp.Path}", $"CEPH_BUILD_DIR={_temp.At("build")}", "CEPH_DISTRO=debian-12", "CEPH_JOBS=1",
            "bash", "-Eeuo", "pipefail", "-c", $". {bin}/lib.sh; . {bin}/configure.sh; configure");
        said.ExitCode.ShouldBe(0, said.Error);
        return said.Error;
    }
}
