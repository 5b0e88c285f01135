using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Locking;
using CephBuildEnv.Runs;
using CephBuildEnv.Tests.Runs;

namespace CephBuildEnv.Tests.Disk;

/// <summary>What of a host's folders is removed, and what is kept and why.</summary>
public sealed class CleanPlanTests(SampleServer sample) : IAsyncLifetime
{
    private const string Environment = "debian-12-reef";

    private readonly CleanWorld _world = new(sample);

    private string Tree => $"{_world.Root}/src/{Environment}";

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_but_what_was_asked_for_is_found()
    {
        foreach (var file in new[] { $"ccache/{Environment}/a", $"logs/{Environment}/run/b", "ccache/debian-13-main/c" })
            _world.Write(file);

        (await _world.PlanAsync(CleanKind.Ccache)).Select(item => item.What).ShouldBe([$"{_world.Root}/ccache/{Environment}", $"{_world.Root}/ccache/debian-13-main"]);
        (await _world.PlanAsync(CleanKind.Logs)).Select(item => item.What).ShouldBe([$"{_world.Root}/logs/{Environment}"]);
        (await _world.PlanAsync(CleanKind.Sources)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("debian-12", null, "debian-12-main debian-12-reef")]
    [InlineData(null, "reef", "debian-12-reef debian-13-reef")]
    [InlineData("debian-13", "reef", "debian-13-reef")]
    [InlineData("debian-13", "main", "")]
    public async Task Distro_and_release_restrict_it(string? distro, string? release, string expected)
    {
        foreach (var key in new[] { "debian-12-reef", "debian-12-main", "debian-13-reef" })
            _world.Write($"logs/{key}/run.json");

        var items = await _world.PlanAsync(CleanWorld.Select(CleanKind.Logs) with
        {
            Distros = [.. CleanWorld.Distros.Where(candidate => candidate.Name == distro)],
            Releases = release is null ? [] : [ReleaseName.Parse(release)],
        });

        string.Join(' ', items.Select(item => Path.GetFileName(item.What))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("photos")]
    [InlineData("debian-12")]
    [InlineData("fedora-99-reef")]
    public async Task What_belongs_to_no_environment_is_not_ours(string name)
    {
        foreach (var area in new[] { "src", "ccache", "logs" })
            _world.Write($"{area}/{name}/file");

        (await _world.PlanAsync(Enum.GetValues<CleanKind>().Except([CleanKind.Images, CleanKind.Containers, CleanKind.Objects]).ToArray())).ShouldBeEmpty();
    }

    [Fact]
    public async Task Archives_go_all_at_once_and_stay_while_a_build_may_need_them()
    {
        Directory.CreateDirectory(_world.Host.Layout.Downloads);
        (await _world.PlanAsync(CleanKind.Downloads)).ShouldBeEmpty();
        _world.Write("src/.downloads/boost_1_72_0.tar.bz2");

        var item = (await _world.PlanAsync(CleanKind.Downloads)).ShouldHaveSingleItem();
        using (ResourceLock.Take(_world.Host.Layout, "source-debian-12-reef", "the tree"))
            (await item.Remove(TestHost.Token)).ShouldNotBeNull().ShouldContain("in use");
        File.Exists($"{_world.Root}/src/.downloads/boost_1_72_0.tar.bz2").ShouldBeTrue();

        (await item.Remove(TestHost.Token)).ShouldBeNull();
        Directory.Exists($"{_world.Root}/src/.downloads").ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_clean_tree_goes_and_one_with_work_is_kept_also_when_the_work_comes_late()
    {
        await _world.Sources.CloneAsync();
        var item = (await _world.PlanAsync(CleanKind.Sources)).ShouldHaveSingleItem();
        item.Kept.ShouldBeNull();
        item.Frees.ShouldBe(FolderSize.Of(Tree, [], TestHost.Token).Bytes);
        await File.WriteAllTextAsync($"{Tree}/notes", "x", TestHost.Token);

        (await item.Remove(TestHost.Token)).ShouldBe("has files that git does not track: notes");
        (await _world.PlanAsync(CleanKind.Sources)).Single().Kept.ShouldBe("has files that git does not track: notes");
        File.Exists($"{Tree}/notes").ShouldBeTrue();

        File.Delete($"{Tree}/notes");
        (await item.Remove(TestHost.Token)).ShouldBeNull();
        Directory.EnumerateFileSystemEntries($"{_world.Root}/src").Select(path => Path.GetFileName(path)).ShouldBe([".downloads", ".objects", ".options"], ignoreOrder: true);
        (await item.Remove(TestHost.Token)).ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_git_ignores_goes_with_the_tree_when_a_recorded_build_made_it()
    {
        await _world.Sources.CloneAsync();
        var history = new RunHistory(_world.Host.Layout, TestHost.Environment());
        var run = history.Begin(ContainerSpecs.BuildVerb, DateTimeOffset.Now);
        run.Dispose();
        _world.Write($"src/{Environment}/src/made.deb");
        var record = RunRecordTests.Ended with { Start = DateTimeOffset.Now, End = DateTimeOffset.Now };
        run.Write(record);
        (await KeptAsync()).ShouldBeNull();

        // Any other record, and none.
        var reason = $"has files that git ignores and no build of ours made: src/made.deb (git -C {Tree} clean -ndX lists all that is ignored, -fdX removes it)";
        run.Write(record with { Verb = ContainerSpecs.InteractiveVerb });
        (await KeptAsync()).ShouldBe(reason);
        run.Write(record with { Start = record.Start.AddHours(-2), End = record.Start.AddHours(-1) });
        (await KeptAsync()).ShouldBe(reason);
        Directory.Delete($"{_world.Root}/logs/{Environment}", recursive: true);
        (await KeptAsync()).ShouldBe(reason);

        async Task<string?> KeptAsync() => (await _world.PlanAsync(CleanKind.Sources)).ShouldHaveSingleItem().Kept;
    }

    // What tells whose the files are goes after the files.
    [Fact(Timeout = 60_000)]
    public async Task A_tree_goes_before_the_records_of_its_builds()
    {
        await _world.Sources.CloneAsync();
        using (var run = new RunHistory(_world.Host.Layout, TestHost.Environment()).Begin(ContainerSpecs.BuildVerb, DateTimeOffset.Now))
            run.Write(RunRecordTests.Ended with { Start = DateTimeOffset.Now, End = DateTimeOffset.Now });
        _world.Write($"src/{Environment}/src/made.deb");

        await RemoveAllAsync(await _world.PlanAsync(CleanKind.Logs, CleanKind.Sources));

        Directory.Exists(Tree).ShouldBeFalse();
        Directory.Exists($"{_world.Root}/logs/{Environment}").ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task Build_folders_go_without_the_tree()
    {
        await _world.Sources.CloneAsync();
        foreach (var file in new[] { "build/CMakeCache.txt", "build/bin/ceph", "build.20260101-000000/CMakeCache.txt", "build.old/patch" })
            _world.Write($"src/{Environment}/{file}", new string('x', 10_000));

        var items = await _world.PlanAsync(CleanKind.Builds, CleanKind.Sources);

        items.Select(item => (Path.GetFileName(item.What), item.Kept)).ShouldBe(
        [
            ("build", null), ("build.20260101-000000", null), ("build.old", "has no CMakeCache.txt, so it is no build folder"),
            (Environment, "has files that git does not track: build.old/"),
        ]);
        items[0].Frees.ShouldBeGreaterThan(20_000);
        items[3].Frees.ShouldBe(FolderSize.Of(Tree, [$"{Tree}/build", $"{Tree}/build.20260101-000000", $"{Tree}/build.old"], TestHost.Token).Bytes);
        await RemoveAllAsync(items);
        Directory.EnumerateDirectories(Tree, "build*").ShouldBe([$"{Tree}/build.old"]);
        (await Shell.RunAsync(Tree, "git", "status", "--porcelain")).ShouldBe("?? build.old/");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_build_folder_that_git_tracks_is_kept()
    {
        await _world.Sources.CloneAsync();
        _world.Write($"src/{Environment}/build/CMakeCache.txt");
        await Shell.RunAsync(Tree, "bash", "-ec", "git add --force build; git commit -qm x");

        (await _world.PlanAsync(CleanKind.Builds)).Single().Kept.ShouldBe("git tracks 1 files in it");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_locked_is_kept_also_when_it_is_locked_late()
    {
        await _world.Sources.CloneAsync();
        _world.Write($"ccache/{Environment}/a");
        var before = await _world.PlanAsync(CleanKind.Sources, CleanKind.Ccache);
        using (ResourceLock.Take(_world.Host.Layout, $"source-{Environment}", "the tree"))
        {
            (await _world.PlanAsync(CleanKind.Sources, CleanKind.Ccache)).ShouldAllBe(item => item.Kept!.StartsWith($"the source tree of {Environment} is in use by pid "));
            foreach (var item in before)
                (await item.Remove(TestHost.Token))!.ShouldStartWith($"the source tree of {Environment} is in use by pid ");
        }

        await RemoveAllAsync(before);
        Directory.Exists(Tree).ShouldBeFalse();
        Directory.Exists($"{_world.Root}/ccache/{Environment}").ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mirror_stays_as_long_as_a_tree_borrows_from_it()
    {
        await _world.Sources.CloneAsync();
        var mirror = _world.Sources.Mirror.Folder;

        (await _world.PlanAsync(CleanKind.Objects)).Single(item => item.What == mirror).Kept.ShouldBe($"{Tree}/.git borrows its objects");

        // Together with its tree it goes, but not before the tree has gone.
        var both = await _world.PlanAsync(CleanKind.Objects, CleanKind.Sources);
        both.ShouldAllBe(item => item.Kept == null);
        both[^1].What.ShouldBe(mirror);
        (await both[^1].Remove(TestHost.Token)).ShouldBe($"{Tree}/.git borrows its objects");
        await RemoveAllAsync(both);
        Directory.Exists(mirror).ShouldBeFalse();
        Directory.Exists(Tree).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mirror_stays_while_any_environment_is_being_made()
    {
        var item = (await _world.PlanAsync(CleanKind.Objects)).ShouldHaveSingleItem();
        using (ResourceLock.Take(_world.Host.Layout, "source-debian-13-main", "the tree"))
            (await item.Remove(TestHost.Token))!.ShouldStartWith("the source tree of debian-13-main is in use by pid ");
        using (ResourceLock.Take(_world.Host.Layout, $"objects-{Path.GetFileName(item.What)[..^4]}", "the mirror"))
            (await item.Remove(TestHost.Token))!.ShouldStartWith($"{item.What} is in use by pid ");

        (await item.Remove(TestHost.Token)).ShouldBeNull();
        Directory.Exists(item.What).ShouldBeFalse();
    }

    [Fact]
    public async Task What_interrupted_runs_left_goes_unless_somebody_is_at_it()
    {
        foreach (var folder in new[] { "src/.debian-12-reef.unfinished", "src/.debian-13-main.unfinished", "src/.objects/x.git.unfinished", "src/.mine.unfinished" })
            _world.Write($"{folder}/file");
        using var busy = ResourceLock.Take(_world.Host.Layout, "source-debian-13-main", "the tree");

        var items = await _world.PlanAsync(CleanKind.Leftovers);

        items.Select(item => (Path.GetFileName(item.What), item.Kept is null)).ShouldBe(
            [(".debian-12-reef.unfinished", true), (".debian-13-main.unfinished", false), ("x.git.unfinished", true)]);
        await RemoveAllAsync(items.Where(item => item.Kept is null));
        Directory.Exists($"{_world.Root}/src/.mine.unfinished").ShouldBeTrue();
    }

    [Fact]
    public async Task Any_clean_finishes_what_an_interrupted_one_began()
    {
        _world.Write($"logs/{Environment}/run.json");
        var hidden = FolderRemoval.Hide(_world.Host.Layout, $"{_world.Root}/logs/{Environment}");

        var item = (await _world.PlanAsync(CleanKind.Ccache)).ShouldHaveSingleItem();

        item.What.ShouldBe(hidden);
        await RemoveAllAsync([item]);
        Directory.EnumerateFileSystemEntries($"{_world.Root}/logs").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_place_of_a_folder_is_kept()
    {
        Directory.CreateSymbolicLink($"{_world.Root}/ccache/{Environment}", Directory.CreateDirectory(_world.Host.Temp.At("elsewhere")).FullName);

        (await _world.PlanAsync(CleanKind.Ccache)).Single().Kept.ShouldBe($"is a link to {_world.Host.Temp.At("elsewhere")}; what it points to is not ours");
    }

    [Fact]
    public async Task Images_cannot_be_removed_without_an_engine() =>
        (await Should.ThrowAsync<EngineUnreachableException>(() => _world.PlanAsync(CleanKind.Images))).Message.ShouldContain("./build.sh Doctor --fix");

    [Fact(Timeout = 60_000)]
    public async Task Two_removals_of_one_folder_do_not_disturb_each_other()
    {
        for (var i = 0; i < 500; i++)
            _world.Write($"logs/{Environment}/{i}/file");
        var item = (await _world.PlanAsync(CleanKind.Logs)).Single();

        var outcomes = await Task.WhenAll(Task.Run(() => item.Remove(TestHost.Token)), Task.Run(() => item.Remove(TestHost.Token)));

        outcomes.ShouldContain((string?)null);
        outcomes.OfType<string>().ShouldAllBe(reason => reason.Contains("is in use by"));
        Directory.EnumerateFileSystemEntries($"{_world.Root}/logs").ShouldBeEmpty();
    }

    private static async Task RemoveAllAsync(IEnumerable<CleanItem> items)
    {
        foreach (var item in items.Where(item => item.Kept is null))
            (await item.Remove(TestHost.Token)).ShouldBeNull();
    }
}
