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
    [InlineData("rm -rf src/sample-hash/bits")]
    public async Task A_submodule_that_is_missing_is_got(string removal)
    {
        await ShellAsync(removal);

        await UpdateAsync();

        (await ShellAsync("git submodule status --recursive && ls -A src/sample-hash/bits | wc -l")).ShouldNotMatch(@"(?m)^([-+U]|1$)");
    }

    // It takes several processes for each.
    [Fact(Timeout = 60_000)]
    public async Task None_is_looked_at_where_all_are_as_they_should_be()
    {
        const string looked = "cd src/sample-hash";
        var before = await ShellAsync("cat .git/config && git init -q ../../another");

        (await TraceAsync("true")).ShouldNotContain(looked);

        (await ShellAsync("cat .git/config")).ShouldBe(before);
        (await TraceAsync("cd ../../another && git config --get-all submodule.active || echo not told")).ShouldContain("not told");
        await ShellAsync("git -C src/sample-hash checkout -q -b mine");
        (await TraceAsync("true")).ShouldContain(looked);
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

    private Task<string> UpdateAsync() => AfterKeepingAsync("git submodule update --init --recursive");

    private Task<string> TraceAsync(string then) => AfterKeepingAsync($"GIT_TRACE=1 git submodule update --init --recursive; {then}");

    private Task<string> AfterKeepingAsync(string script) => ShellAsync(
        $"export CEPH_RUN_DIR={_world.Host.Temp.Path}; . {Checkout.At("bin", "lib.sh")}; . {Checkout.At("bin", "git.sh")}; {{ keep_submodules; {script}; }} 2>&1");

    private Task<string> ShellAsync(string script) => Shell.RunAsync(_world.Folder(), "bash", "-Eeuo", "pipefail", "-c", script);
}
