using CephBuildEnv.Environments;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>An object store that a crash or a person has damaged: the next command mends it, and loses nothing.</summary>
public sealed class StoreRepairTests(SampleServer sample) : IAsyncLifetime
{
    private OwnUpstream _upstream = null!;
    private SourceWorld _world = null!;
    private SourceTree _tree = null!;
    private string _mine = null!;

    private string Folder => _world.Folder();

    private string Mirror => _world.Mirror.Folder;

    private string Inner => $"{Mirror}/modules/src/sample-hash";

    public async ValueTask InitializeAsync()
    {
        _upstream = await OwnUpstream.StartAsync(sample);
        _world = new(_upstream.Url);
        _tree = await _world.CloneAsync();
        // What only the user has.
        await SourceWorld.GitAsync(Folder, "checkout", "--quiet", "-b", "mine");
        await File.WriteAllTextAsync($"{Folder}/mine.txt", "mine", TestHost.Token);
        await SourceWorld.GitAsync(Folder, "add", "mine.txt");
        await SourceWorld.GitAsync(Folder, "commit", "--quiet", "-m", "Mine");
        await File.AppendAllTextAsync($"{Folder}/install-deps.sh", "# not committed\n", TestHost.Token);
        _mine = _tree.Inspect()!.Commit!;
    }

    public async ValueTask DisposeAsync()
    {
        _world.Dispose();
        await _upstream.DisposeAsync();
    }

    private const string Truncated = "for f in objects/pack/*.pack; do truncate -s $(($(stat -c %s $f) / 2)) $f; done";

    private const string PackGone = "rm -f objects/pack/*.pack";

    private const string HeadEmpty = ": >HEAD";

    public static TheoryData<string> Faults() =>
    [
        Truncated,
        "for f in objects/pack/*.pack; do head -c 4000 /dev/urandom | dd of=$f bs=1 seek=$(($(stat -c %s $f) / 3)) conv=notrunc status=none; done",
        PackGone,
        "rm -f objects/pack/*.pack objects/pack/*.idx",
        "rm -rf objects",
        HeadEmpty,
        "rm HEAD",
        ": >refs/heads/luminous",
        "echo 0123456789012345678901234567890123456789 >refs/heads/luminous",
    ];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Faults))]
    public async Task A_damaged_mirror_is_put_aside_and_fetched_anew(string fault)
    {
        await BreakAsync(Mirror, fault);

        await UseAsync();

        Asides().ShouldHaveSingleItem().ShouldStartWith($"{Mirror}.damaged-");
        await ShouldBeWholeAsync();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(Truncated)]
    [InlineData("rm -rf objects")]
    [InlineData(HeadEmpty)]
    public async Task A_damaged_mirror_of_a_submodule_is_put_aside_alone(string fault)
    {
        var main = await HashOfAsync(Mirror);
        await BreakAsync(Inner, fault);

        await UseAsync();

        Directory.Exists($"{Asides().ShouldHaveSingleItem()}/modules/src/sample-hash").ShouldBeTrue();
        (await HashOfAsync(Mirror)).ShouldBe(main);
        await ShouldBeWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Healthy_mirrors_of_submodules_are_taken_over_not_fetched()
    {
        var (inner, nested) = (await HashOfAsync(Inner), await HashOfAsync($"{Inner}/modules/bits"));
        await BreakAsync(Mirror, PackGone);

        await UseAsync();

        (await HashOfAsync(Inner)).ShouldBe(inner);
        (await HashOfAsync($"{Inner}/modules/bits")).ShouldBe(nested);
    }

    [Fact(Timeout = 120_000)]
    public async Task Loose_objects_that_are_gone_are_fetched_anew()
    {
        await _upstream.CommitAsync("reef");
        await _world.FillAsync("reef", fetch: true);
        await BreakAsync(Mirror, "find objects/?? -type f -delete");

        (await MendingAsync(() => _world.FillAsync("reef"))).ShouldBe(await Shell.RunAsync(_upstream.Repository, "git", "rev-parse", "reef"));

        await ShouldBeWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_mirror_whose_settings_are_gone_is_fetched_and_never_pruned_as_before()
    {
        await BreakAsync(Mirror, ": >config");
        var news = await _upstream.CommitAsync("reef");

        (await _world.FillAsync("reef", fetch: true)).ShouldBe(news);

        (await SourceWorld.GitAsync(Mirror, "config", "gc.auto")).ShouldBe("0");
    }

    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("/modules/src/sample-hash")]
    [InlineData("/modules/src/sample-hash/modules/bits")]
    public async Task A_mirror_that_is_gone_is_fetched_into_the_same_place(string below)
    {
        Directory.Delete(Mirror + below, recursive: true);
        var lost = _tree.Inspect()!;
        lost.LostStores[0].ShouldBe(Mirror + below);
        lost.Branch.ShouldBe("mine");

        await _world.Store.RestoreAsync(_world.Url, TestHost.Token);

        Asides().ShouldBeEmpty();
        await ShouldBeWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_whole_store_that_is_gone_is_fetched_again()
    {
        Directory.Delete(_world.Host.Layout.ObjectStore, recursive: true);

        await _world.Store.RestoreAsync(_world.Url, TestHost.Token);

        await ShouldBeWholeAsync();
    }

    [Theory(Timeout = 120_000)]
    [InlineData(HeadEmpty)]
    [InlineData(": >refs/heads/reef")]
    public async Task What_upstream_has_no_more_comes_from_what_was_put_aside(string fault)
    {
        // A tree is at a commit that was on a branch once.
        var old = await _upstream.CommitAsync("reef");
        await _world.FillAsync("reef", fetch: true);
        await _world.Git.RunAsync(Folder, ["fetch", Mirror, old], TestHost.Token);
        await SourceWorld.GitAsync(Folder, "branch", "old", old);
        await Shell.RunAsync(_upstream.Repository, "git", "update-ref", "refs/heads/reef", "luminous");
        await BreakAsync(Mirror, fault);

        await UseAsync();

        (await SourceWorld.GitAsync(Folder, "log", "-1", "--format=%s", "old")).ShouldBe("News");
        await ShouldBeWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pinned_commit_that_no_branch_has_is_fetched_by_its_id()
    {
        var hash = Path.Combine(Path.GetDirectoryName(_upstream.Repository)!, "sample-hash.git");
        await Shell.RunAsync(hash, "bash", "-c", "git update-ref refs/heads/main $(git commit-tree main^{tree} -m other)");
        Directory.Delete(Inner, recursive: true);

        await _world.Store.RestoreAsync(_world.Url, TestHost.Token);

        await ShouldBeWholeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_the_repository_it_is_said_what_is_damaged_and_all_stays_as_it_is()
    {
        await BreakAsync(Mirror, PackGone);
        await _upstream.StopAsync();
        var before = await SnapshotAsync();

        var error = await Should.ThrowAsync<UserException>(UseAsync);

        error.Message.ShouldStartWith($"{Mirror} is damaged (");
        error.Message.ShouldContain("the repository does not answer; check the network and --repository");
        error.Message.ShouldContain("run it again when the repository answers");
        (await SnapshotAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_switch_that_meets_the_damage_in_the_middle_is_completed()
    {
        await _world.FillAsync("luminous");
        await SourceWorld.GitAsync(Folder, "checkout", "--quiet", "--", "install-deps.sh");
        // The blob of a file that only the other branch has like that, and git writes after others.
        var blob = await SourceWorld.GitAsync(Mirror, "rev-parse", "luminous:src/ceph_release");
        await BreakAsync(Mirror, $"git --git-dir=. unpack-objects -q <$(ls objects/pack/*.pack); mv objects/pack ../p; git --git-dir=. unpack-objects -q <$(ls ../p/*.pack); rm -rf ../p; rm -f objects/{blob[..2]}/{blob[2..]}");

        await _tree.SwitchAsync(_world.Mirror, "luminous", TestHost.Token);

        _tree.Inspect()!.ShouldSatisfyAllConditions(state => state.Branch.ShouldBe("luminous"), state => state.UnfinishedSwitch.ShouldBeNull());
        (await SourceWorld.GitAsync(Folder, "status", "--porcelain")).ShouldBe("");
        Asides().Count.ShouldBe(1);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_damaged_in_the_tree_itself_is_named()
    {
        File.Delete($"{Folder}/.git/objects/{_mine[..2]}/{_mine[2..]}");

        var error = Should.Throw<DamagedRepositoryException>(() => _tree.Inspect());

        error.Message.ShouldBe($"{Folder} is damaged: refs/heads/mine names a commit that is not there; see what is missing: git -C {Folder} fsck");
        (await File.ReadAllTextAsync($"{Folder}/mine.txt", TestHost.Token)).ShouldBe("mine");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_error_of_another_kind_does_not_make_it_search()
    {
        var attempts = 0;

        await Should.ThrowAsync<UserException>(() => _world.Store.MendingAsync<bool>(
            _world.Url, _ => throw new UserException($"attempt {++attempts}: the repository does not answer"), TestHost.Token));

        attempts.ShouldBe(1);
    }

    // As BuildPrepare does: reads what the release image is made from, and makes a second tree.
    private async Task UseAsync()
    {
        var commit = await MendingAsync(() => _world.FillAsync("luminous"));
        await MendingAsync(() => Task.FromResult(_world.Mirror.DependencyFilesOf(commit, PackageFamily.Apt)));
        await MendingAsync(async () =>
        {
            await _world.Store.EnsureSubmodulesAsync(_world.Mirror, commit, TestHost.Token);
            await _world.Tree("luminous").CreateAsync(_world.Mirror, "luminous", TestHost.Token);
            return true;
        });
        (await _tree.IsDirtyAsync(TestHost.Token)).ShouldBeTrue();
    }

    private Task<T> MendingAsync<T>(Func<Task<T>> action) => _world.Store.MendingAsync(_world.Url, _ => action(), TestHost.Token);

    private static Task<string> BreakAsync(string repository, string fault) => Shell.RunAsync(repository, "bash", "-c", $"ls objects/pack/*.pack >/dev/null 2>&1 || git --git-dir=. repack -adq; chmod -R u+w .; {fault}");

    private List<string> Asides() => [.. Directory.EnumerateDirectories(_world.Host.Layout.ObjectStore).Where(folder => folder.Contains(".damaged-"))];

    private static Task<string> HashOfAsync(string mirror) =>
        Shell.RunAsync(mirror, "bash", "-c", "find objects -type f -printf '%p %i %T@\\n' | sort | sha256sum");

    private Task<string> SnapshotAsync() =>
        Shell.RunAsync(_world.Host.Root, "bash", "-c", "find src -type f -printf '%p %s\\n' | sort");

    // Everything of the user's is there, and git can read all of it.
    private async Task ShouldBeWholeAsync()
    {
        _tree.Inspect()!.ShouldSatisfyAllConditions(
            state => state.Commit.ShouldBe(_mine), state => state.Branch.ShouldBe("mine"), state => state.LostStores.ShouldBeEmpty());
        (await SourceWorld.GitAsync(Folder, "status", "--porcelain")).ShouldBe(" M install-deps.sh");
        (await SourceWorld.GitAsync(Folder, "show", "mine:mine.txt")).ShouldBe("mine");
        foreach (var folder in new[] { $"{Folder}/.git", $"{Folder}/.git/modules/src/sample-hash", $"{Folder}/.git/modules/src/sample-hash/modules/bits", Mirror, Inner, $"{Inner}/modules/bits" })
            (await Shell.TryAsync(folder, "git", "--git-dir=.", "fsck", "--full", "--no-dangling")).ShouldSatisfyAllConditions(
                result => result.ExitCode.ShouldBe(0, result.Error + result.Output), result => result.Error.ShouldNotContain("error"));
        Directory.EnumerateFileSystemEntries(_world.Host.Layout.ObjectStore, "*.unfinished", SearchOption.AllDirectories).ShouldBeEmpty();
        (await SourceWorld.GitAsync(Mirror, "config", "gc.auto")).ShouldBe("0");
    }
}
