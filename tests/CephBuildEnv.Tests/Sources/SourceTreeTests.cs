using CephBuildEnv.Processes;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>How a tree is made.</summary>
public sealed class SourceTreeTests(SampleServer sample) : IAsyncLifetime
{
    private readonly SourceWorld _world = new(sample.Url);

    private string Folder => _world.Folder();

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Where_nothing_is_there_is_no_tree() => _world.Tree().Inspect().ShouldBeNull();

    [Fact(Timeout = 60_000)]
    public async Task It_is_a_full_checkout_of_the_branch_with_all_submodules()
    {
        var tree = await _world.CloneAsync();

        ShouldBe(tree.Inspect()!, "reef", _world.Mirror.TryResolve("reef")!);
        (await tree.IsDirtyAsync(TestHost.Token)).ShouldBeFalse();
        File.Exists($"{Folder}/src/sample-hash/bits/.git").ShouldBeTrue();
        (await SourceWorld.GitAsync(Folder, "submodule", "status", "--recursive")).Split('\n').ShouldAllBe(line => !line.StartsWith('-') && !line.StartsWith('+'));
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_branch_follows_the_repository_that_it_came_from()
    {
        await _world.CloneAsync();

        (await SourceWorld.GitAsync(Folder, "rev-parse", "--abbrev-ref", "reef@{upstream}")).ShouldBe("origin/reef");
        (await SourceWorld.GitAsync(Folder, "remote", "get-url", "origin")).ShouldBe(sample.Url.Value);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("v18.2.7")]
    [InlineData("commit")]
    public async Task A_tag_or_a_commit_is_checked_out_without_a_branch(string refName)
    {
        var commit = await _world.FillAsync("v18.2.7");

        var tree = await _world.CloneAsync(refName: refName == "commit" ? commit[..12] : refName);

        ShouldBe(tree.Inspect()!, branch: null, commit);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_borrows_every_object_and_so_does_each_submodule()
    {
        await _world.CloneAsync();

        foreach (var repository in new[] { ".git", ".git/modules/src/sample-hash", ".git/modules/src/sample-hash/modules/bits" })
        {
            var folder = Path.Combine(Folder, repository);
            (await File.ReadAllTextAsync(Path.Combine(folder, "objects/info/alternates"), TestHost.Token)).ShouldStartWith(_world.Host.Layout.ObjectStore);
            Objects(folder).ShouldBeEmpty(repository);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_environment_fetches_no_object_again()
    {
        await _world.CloneAsync();
        await _world.FillAsync("luminous");
        var before = Objects(_world.Host.Layout.Sources);

        (await _world.CloneAsync("luminous")).Inspect()!.Branch.ShouldBe("luminous");

        Objects(_world.Host.Layout.Sources).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_store_has_needs_no_network()
    {
        // Nothing listens there: whatever is asked of the network fails.
        var deaf = RepositoryUrl.Parse("git://127.0.0.1:1/ceph.git");
        using var world = new SourceWorld(deaf);
        var mirror = world.Host.Layout.Mirror(deaf.StoreName);
        await sample.FillAsync(world.Host.Layout.ObjectStore);
        Directory.Move(world.Host.Layout.Mirror(sample.Url.StoreName), mirror);

        await world.Tree().CreateAsync(new(mirror, deaf), "reef", TestHost.Token);

        File.Exists($"{world.Folder()}/src/sample-hash/bits/.git").ShouldBeTrue();
        (await SourceWorld.GitAsync($"{world.Folder()}/src/sample-hash", "remote", "get-url", "origin")).ShouldBe("git://127.0.0.1:1/sample-hash.git");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interrupted_clone_leaves_nothing_and_the_next_one_works()
    {
        await _world.FillAsync("reef");
        using var cancellation = new CancellationTokenSource();
        _world.OnProgress = cancellation.Cancel;

        await Should.ThrowAsync<OperationCanceledException>(() => _world.Tree().CreateAsync(_world.Mirror, "reef", cancellation.Token));
        Directory.EnumerateFileSystemEntries(_world.Host.Layout.Sources).Select(path => Path.GetFileName(path)).ShouldBe([".downloads", ".objects", ".options"], ignoreOrder: true);

        _world.OnProgress = () => { };
        (await _world.CloneAsync()).Inspect()!.Branch.ShouldBe("reef");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_killed_process_left_is_in_nobodys_way()
    {
        _world.Host.Temp.Write("ceph/src/.debian-12-reef.unfinished/.git/HEAD", "half");

        (await _world.CloneAsync()).Inspect()!.Branch.ShouldBe("reef");

        Directory.EnumerateFileSystemEntries(_world.Host.Layout.Sources, "*.unfinished").ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_folder_is_used()
    {
        Directory.CreateDirectory(Folder);

        _world.Tree().Inspect().ShouldBeNull();
        (await _world.CloneAsync()).Inspect()!.Branch.ShouldBe("reef");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("ceph/src/debian-12-reef/photos/cat.jpg")]
    [InlineData("ceph/src/debian-12-reef")]
    public void Something_else_in_its_place_is_refused_and_stays(string file)
    {
        var kept = _world.Host.Temp.Write(file, "mine");

        Should.Throw<UserException>(() => _world.Tree().Inspect()).Message.ShouldBe(
            $"{Folder} is in the way: it is no git checkout; look at it, then move it away: mv {Folder} {Folder}.old");

        File.ReadAllText(kept).ShouldBe("mine");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_submodule_that_is_missing_is_named_and_can_be_got()
    {
        var tree = await _world.CloneAsync();
        await SourceWorld.GitAsync(Folder, "submodule", "deinit", "--force", "src/sample-hash");

        var missing = tree.Inspect()!.MissingSubmodules;
        missing.ShouldBe(["src/sample-hash"]);
        await tree.CompleteSubmodulesAsync(missing, TestHost.Token);

        tree.Inspect()!.MissingSubmodules.ShouldBeEmpty();
        File.Exists($"{Folder}/src/sample-hash/bits/.git").ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task It_may_be_a_worktree_of_another_environments_tree()
    {
        await _world.CloneAsync();
        await SourceWorld.GitAsync(Folder, "worktree", "add", "--quiet", "-b", "mine", _world.Folder("mine"), "origin/main");
        var tree = _world.Tree("mine");

        var state = tree.Inspect()!;
        state.Origin.ShouldBe(sample.Url.Value);
        state.Branch.ShouldBe("mine");
        await tree.CompleteSubmodulesAsync(state.MissingSubmodules, TestHost.Token);

        tree.Inspect()!.MissingSubmodules.ShouldBeEmpty();
        new GeneratedFiles(tree.Folder).Write("compile_commands.json", "[]");
        (await SourceWorld.GitAsync(tree.Folder, "status", "--porcelain")).ShouldBe("");
    }

    [Fact(Timeout = 60_000)]
    public async Task It_cannot_be_a_worktree_of_a_repository_elsewhere()
    {
        var elsewhere = _world.Host.Temp.At("elsewhere");
        await SourceWorld.GitAsync(_world.Host.Temp.Path, "clone", "--quiet", sample.Url.Value, elsewhere);
        await SourceWorld.GitAsync(elsewhere, "worktree", "add", "--quiet", "-b", "mine", _world.Folder("mine"));

        var error = Should.Throw<UserException>(() => _world.Tree("mine").Inspect());

        error.Message.ShouldContain($"is a worktree of a repository elsewhere, {elsewhere}/.git/worktrees/");
    }

    [Fact(Timeout = 60_000)]
    public async Task When_the_root_is_a_link_objects_are_borrowed_through_it_as_containers_see_it()
    {
        using var world = new SourceWorld(sample.Url, cephDirectory: "disk/ceph");

        await world.CloneAsync();

        var alternates = Directory.EnumerateFiles(Path.Combine(world.Folder(), ".git"), "alternates", SearchOption.AllDirectories).ToList();
        alternates.Count.ShouldBe(3);
        alternates.SelectMany(File.ReadLines).ShouldAllBe(line => line.StartsWith($"{world.Host.Root}/src/.objects/"));
        (await SourceWorld.GitAsync(world.Folder(), "fsck", "--connectivity-only")).ShouldBe("");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_repository_of_the_surroundings_is_not_taken_for_the_tree()
    {
        var error = await Should.ThrowAsync<CommandException>(() => _world.Git.ReadAsync(_world.Host.Temp.Path, ["rev-parse", "HEAD"], TestHost.Token));

        error.Message.ShouldContain("not a git repository");
    }

    private void ShouldBe(SourceTreeState state, string? branch, string commit) => state.ShouldSatisfyAllConditions(
        () => state.Origin.ShouldBe(sample.Url.Value),
        () => state.Branch.ShouldBe(branch),
        () => state.Commit.ShouldBe(commit),
        () => state.MissingSubmodules.ShouldBeEmpty());

    // Loose ones, and packs of them.
    private static List<string> Objects(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".pack") || Path.GetFileName(path).Length == 38)
        .Order(StringComparer.Ordinal)];
}
