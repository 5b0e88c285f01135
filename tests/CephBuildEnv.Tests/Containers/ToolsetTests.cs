namespace CephBuildEnv.Tests.Containers;

/// <summary>The compilers that install-deps.sh of some releases installs on old distributions, beside the distribution's own.</summary>
public sealed class ToolsetTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task The_newest_comes_first_on_the_PATH()
    {
        Toolset("devtoolset-7");
        Toolset("gcc-toolset-11");
        Toolset("devtoolset-8");
        Toolset("gcc-toolset-latest");
        Directory.CreateDirectory(_temp.At("devtoolset-12"));

        (await CompilerAsync()).ShouldBe("gcc-toolset-11");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_one_nothing_changes() => (await CompilerAsync()).ShouldBe("none");

    // As they are: counting on variables that are not set, and on programs that are not there.
    private void Toolset(string name)
    {
        _temp.Write($"{name}/root/usr/bin/a-compiler", $"#!/bin/sh\necho {name}\n", executable: true);
        _temp.Write($"{name}/enable", $$$"""
            export PATH={{{_temp.At(name)}}}/root/usr/bin${PATH:+:${PATH}}
            export MANPATH={{{_temp.At(name)}}}/root/usr/share/man:${SURELY_NOT_SET}
            pythonvers=`surely-no-program 2>/dev/null`

            """);
    }

    private Task<string> CompilerAsync() => Shell.RunAsync(
        _temp.Path, "bash", "-Eeuo", "pipefail", "-c",
        $". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "toolset.sh")}; TOOLSETS={_temp.Path}; enable_toolset; [[ $- == *eu* || $- == *e*u* ]]; a-compiler 2>/dev/null || echo none");
}
