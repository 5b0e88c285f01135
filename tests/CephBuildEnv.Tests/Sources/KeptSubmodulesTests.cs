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

        await UpdateAsync();

        (await ShellAsync($"git -C {path} log -1 --format=%s")).ShouldBe("mine");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("git submodule deinit -q -f src/sample-hash")]
    [InlineData("rm -rf src/sample-hash")]
    public async Task A_submodule_that_is_missing_is_got(string removal)
    {
        await ShellAsync(removal);

        await UpdateAsync();

        File.Exists($"{_world.Folder()}/src/sample-hash/bits/.git").ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_branch_pins_is_checked_out_where_nobody_has_moved_it()
    {
        await ShellAsync("git -C src/sample-hash/bits -c user.name=n -c user.email=e commit -q --allow-empty -m mine && git -C src/sample-hash/bits checkout -q --detach HEAD~ && touch src/sample-hash/new");

        (await UpdateAsync()).ShouldNotContain("stays where it is");
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_git_is_told_to_overlook_stays_too()
    {
        await ShellAsync("git -C src/sample-hash commit -q --allow-empty -m mine && git config submodule.src/sample-hash.ignore all");

        (await UpdateAsync()).ShouldContain("the submodule src/sample-hash is not at the commit that the tree pins");
    }

    [Fact(Timeout = 60_000)]
    public async Task One_at_a_path_that_git_would_quote_stays_too()
    {
        await ShellAsync("git mv src/sample-hash 'src/häsh 1' && git commit -qm moved && git -C 'src/häsh 1' commit -q --allow-empty -m mine");

        (await UpdateAsync()).ShouldContain("the submodule src/sample-hash is not at the commit that the tree pins");
    }

    private Task<string> UpdateAsync() => ShellAsync(
        $". {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; {{ keep_submodules; git submodule update --init --recursive; }} 2>&1");

    private Task<string> ShellAsync(string script) => Shell.RunAsync(_world.Folder(), "bash", "-Eeuo", "pipefail", "-c", script);
}
