namespace CephBuildEnv.Tests.Architecture;

/// <summary>build.sh with a dotnet that only writes down what it is called with.</summary>
public sealed class BuildShellTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _dotnet;

    public BuildShellTests()
    {
        File.Copy(Checkout.At("build.sh"), _temp.At("build.sh"));
        foreach (var file in new[] { "build/Build.cs", "src/A/a.cs", "src/A/b.cs", "Directory.Build.props", "global.json", "BannedSymbols.txt" })
            _temp.Write(file, "");
        _dotnet = _temp.Write("dotnet", $"""
            #!/bin/sh
            case "$1" in
                --version) echo 10.0.100 ;;
                publish)
                    echo compiled >>"{_temp.Path}/compilations"
                    if [ -e "{_temp.Path}/endless" ]; then exec sleep 60; fi
                    if [ -e "{_temp.Path}/broken" ]; then echo 'a.cs(1,1): error CS0001'; exit 1; fi
                    mkdir -p "{_temp.Path}/artifacts/program"
                    ;;
                *) shift; printf 'ran in %s:' "$PWD"; printf ' [%s]' "$@"; echo; exit "${"{EXIT:-0}"}" ;;
            esac

            """, executable: true);
    }

    private int Compilations => File.Exists(_temp.At("compilations")) ? File.ReadAllLines(_temp.At("compilations")).Length : 0;

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Arguments_reach_the_program_as_they_are() =>
        (await RunAsync("/", "Build", "--distro", "a b", "")).ShouldBe("ran in /: [Build] [--distro] [a b] []");

    [Fact(Timeout = 30_000)]
    public async Task Its_exit_code_is_that_of_the_program()
    {
        (await Shell.TryAsync("/", "env", $"DOTNET_EXE={_dotnet}", "EXIT=130", _temp.At("build.sh"))).ExitCode.ShouldBe(130);
    }

    [Fact(Timeout = 30_000)]
    public async Task Ctrl_C_while_it_is_compiled_is_no_error_in_the_source()
    {
        _temp.Write("endless", "");

        var result = await Shell.TryAsync(
            "/", "bash", "-c", "env --default-signal=INT setsid env DOTNET_EXE=\"$1\" \"$2\" & until [ -e \"$3\" ]; do sleep 0.1; done; kill -INT -- -$!; wait $!",
            "bash", _dotnet, _temp.At("build.sh"), _temp.At("compilations"));

        result.ExitCode.ShouldBe(130);
        result.Error.ShouldNotContain("does not compile");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_checkout_that_cannot_be_written_is_said_in_one_line()
    {
        // Also root cannot make a folder in a file's place.
        _temp.Write("artifacts", "");

        var result = await Shell.TryAsync("/", "env", $"DOTNET_EXE={_dotnet}", _temp.At("build.sh"));

        result.ExitCode.ShouldBe(1);
        result.Error.Trim().ShouldBe($"error: {_temp.Path} cannot be written, and the build program is compiled there; clone it to where you may write");
    }

    [Fact(Timeout = 30_000)]
    public async Task It_works_through_a_link_and_from_another_folder()
    {
        var link = _temp.At("linked", "ceph-build");
        Directory.CreateDirectory(_temp.At("linked"));
        File.CreateSymbolicLink(link, "../build.sh");

        (await Shell.RunAsync("/usr", "env", $"DOTNET_EXE={_dotnet}", link, "Status")).ShouldBe("ran in /usr: [Status]");
    }

    [Fact(Timeout = 30_000)]
    public async Task It_compiles_once()
    {
        await RunAsync("/");
        await RunAsync("/");

        Compilations.ShouldBe(1);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("src/A/a.cs")]
    [InlineData("build/Build.cs")]
    [InlineData("src/A/new.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("global.json")]
    public async Task It_compiles_again_when_a_source_is_newer(string file)
    {
        await RunAsync("/");
        Later(() => _temp.Write(file, "changed"));

        await RunAsync("/");

        Compilations.ShouldBe(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task It_compiles_again_when_a_source_is_gone()
    {
        await RunAsync("/");
        Later(() => File.Delete(_temp.At("src/A/b.cs")));

        await RunAsync("/");

        Compilations.ShouldBe(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task Other_files_do_not_make_it_compile()
    {
        await RunAsync("/");
        Later(() => _temp.Write("README.md", "changed"));

        await RunAsync("/");

        Compilations.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task Many_at_once_compile_once_and_all_run()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync("/", "Status")));

        runs.ShouldAllBe(output => output == "ran in /: [Status]");
        Compilations.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_that_do_not_compile_are_shown_and_tried_again_next_time()
    {
        _temp.Write("broken", "");
        var result = await Shell.TryAsync("/", "env", $"DOTNET_EXE={_dotnet}", _temp.At("build.sh"));
        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("a.cs(1,1): error CS0001");
        result.Error.ShouldContain("error: the build program does not compile");
        result.Output.ShouldBe("");

        File.Delete(_temp.At("broken"));
        (await RunAsync("/", "Status")).ShouldBe("ran in /: [Status]");
    }

    private Task<string> RunAsync(string folder, params string[] arguments) =>
        Shell.RunAsync(folder, "env", ["-u", "NUKE_ROOT", $"DOTNET_EXE={_dotnet}", _temp.At("build.sh"), .. arguments]);

    // File systems count time in ticks of some milliseconds.
    private static void Later(Action change)
    {
        Thread.Sleep(20);
        change();
    }
}
