namespace CephBuildEnv.Tests.Sources;

/// <summary>Ceph's own scripts update submodules: what a user has checked out in one stays, as bin/git.sh sees to.</summary>
public sealed class KeptSubmodulesTests(SampleServer sample) : IAsyncLifetime
{
    private readonly SourceWorld _world = new(sample.Url);

    public async ValueTask InitializeAsync()
    {
        await sample.FillAsync(_world.Host.Layout.ObjectStore);
        await _world.CloneAsync();
    }

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory(Timeout = 60_000)]
    [InlineData("src/sample-hash")]
    [InlineData("src/sample-hash/bits")]
    public async Task Commits_of_ones_own_stay_checked_out(string path)
    {
        await ShellAsync($"git -C {path} commit -q --allow-empty -m mine");

        await ShellAsync($". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; keep_submodules; git submodule update --init --recursive");

        (await ShellAsync($"git -C {path} log -1 --format=%s")).ShouldBe("mine");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_submodule_that_is_missing_is_got()
    {
        await ShellAsync("git submodule deinit -q -f src/sample-hash");

        await ShellAsync($". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; keep_submodules; git submodule update --init --recursive");

        File.Exists($"{_world.Folder()}/src/sample-hash/bits/.git").ShouldBeTrue();
    }

    private Task<string> ShellAsync(string script) => Shell.RunAsync(_world.Folder(), "bash", "-Eeuo", "pipefail", "-c", script);
}
