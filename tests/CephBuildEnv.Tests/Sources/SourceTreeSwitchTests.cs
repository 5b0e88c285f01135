namespace CephBuildEnv.Tests.Sources;

/// <summary>How another ref is checked out in a tree that people work in: nothing of theirs is lost.</summary>
public sealed class SourceTreeSwitchTests(SampleServer sample) : IAsyncLifetime
{
    private readonly SourceWorld _world = new(sample.Url);

    private string Folder => _world.Folder();

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_branch_is_checked_out_and_submodules_follow()
    {
        var tree = await _world.CloneAsync();
        var newHash = await SourceWorld.GitAsync(Folder, "-C", "src/sample-hash", "rev-parse", "HEAD");
        await _world.FillAsync("luminous");

        await tree.SwitchAsync(_world.Mirror, "luminous", TestHost.Token);

        tree.Inspect()!.Branch.ShouldBe("luminous");
        (await SourceWorld.GitAsync(Folder, "-C", "src/sample-hash", "rev-parse", "HEAD")).ShouldNotBe(newHash);
        (await tree.IsDirtyAsync(TestHost.Token)).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task And_back_again()
    {
        var tree = await _world.CloneAsync();
        await _world.FillAsync("luminous");
        await tree.SwitchAsync(_world.Mirror, "luminous", TestHost.Token);

        await tree.SwitchAsync(_world.Mirror, "reef", TestHost.Token);

        tree.Inspect()!.Branch.ShouldBe("reef");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_branch_that_only_the_tree_has_is_checked_out_as_it_is()
    {
        var tree = await _world.CloneAsync();
        await SourceWorld.GitAsync(Folder, "checkout", "--quiet", "-b", "mine");
        await SourceWorld.GitAsync(Folder, "commit", "--quiet", "--allow-empty", "-m", "mine");
        var mine = await SourceWorld.GitAsync(Folder, "rev-parse", "HEAD");
        await tree.SwitchAsync(_world.Mirror, "reef", TestHost.Token);

        tree.HasBranch("mine").ShouldBeTrue();
        tree.HasBranch("origin/main").ShouldBeFalse();
        await tree.SwitchAsync(_world.Mirror, "mine", TestHost.Token);

        (tree.Inspect()!.Branch, tree.Inspect()!.Commit).ShouldBe(("mine", mine));
        tree.Inspect()!.UnfinishedSwitch.ShouldBeNull();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("", "install-deps.sh")]
    [InlineData("/src/sample-hash", "README.md")]
    public async Task A_tree_with_changes_is_refused_and_keeps_them(string repository, string name)
    {
        var changed = Folder + repository;
        var file = Path.Combine(changed, name);
        var tree = await _world.CloneAsync();
        await File.AppendAllTextAsync(file, "# mine\n", TestHost.Token);

        (await Should.ThrowAsync<UserException>(() => tree.SwitchAsync(_world.Mirror, "main", TestHost.Token))).Message.ShouldBe(
            $"{changed} has changes that are not committed, so main is not checked out; commit them, or put them aside: git -C {changed} stash");

        (await File.ReadAllTextAsync(file, TestHost.Token)).ShouldEndWith("# mine\n");
        tree.Inspect()!.Branch.ShouldBe("reef");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_git_does_not_track_stays()
    {
        var tree = await _world.CloneAsync();
        await _world.FillAsync("main");
        var mine = _world.Host.Temp.Write("ceph/src/debian-12-reef/build/bin/ceph", "built");

        await tree.SwitchAsync(_world.Mirror, "main", TestHost.Token);

        (await File.ReadAllTextAsync(mine, TestHost.Token)).ShouldBe("built");
    }

    [Fact(Timeout = 60_000)]
    public async Task News_of_a_branch_are_counted_and_taken_without_a_merge()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        var tree = await world.CloneAsync();
        var news = await upstream.CommitAsync("reef");
        await world.FillAsync("reef", fetch: true);
        await tree.UpdateRemoteAsync(world.Mirror, TestHost.Token);
        tree.CommitsBehind().ShouldBe(1);

        await tree.SwitchAsync(world.Mirror, "reef", TestHost.Token);

        tree.Inspect()!.Commit.ShouldBe(news);
        tree.CommitsBehind().ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_branch_with_commits_of_ones_own_is_not_merged_and_keeps_them()
    {
        await using var upstream = await OwnUpstream.StartAsync(sample);
        using var world = new SourceWorld(upstream.Url);
        var tree = await world.CloneAsync();
        await SourceWorld.GitAsync(world.Folder(), "commit", "--quiet", "--allow-empty", "-m", "Mine");
        var mine = tree.Inspect()!.Commit;
        await upstream.CommitAsync("reef");
        await world.FillAsync("reef", fetch: true);

        (await Should.ThrowAsync<UserException>(() => tree.SwitchAsync(world.Mirror, "reef", TestHost.Token))).Message
            .ShouldContain($"git -C {world.Folder()} rebase origin/reef");

        tree.Inspect()!.Commit.ShouldBe(mine);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_an_upstream_there_is_nothing_to_be_behind_of()
    {
        var tree = await _world.CloneAsync();
        await SourceWorld.GitAsync(Folder, "checkout", "--quiet", "-b", "mine");

        tree.CommitsBehind().ShouldBeNull();
        tree.Inspect()!.CheckedOut.ShouldBe("mine");
    }
}
