using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Locking;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Disk;

/// <summary>Mirrors that a repair has put aside: they go with the leftovers when the new ones have all that is in them.</summary>
public sealed class DamagedMirrorsTests(SampleServer sample) : IAsyncLifetime
{
    private readonly CleanWorld _world = new(sample);

    private string Mirror => _world.Sources.Mirror.Folder;

    public async ValueTask InitializeAsync() => await sample.FillAsync(_world.Host.Layout.ObjectStore);

    public ValueTask DisposeAsync()
    {
        _world.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory(Timeout = 60_000)]
    [InlineData("for f in objects/pack/*.pack; do chmod u+w $f; truncate -s $(($(stat -c %s $f) / 2)) $f; done", "")]
    [InlineData("rm -f objects/pack/*.pack", "")]
    [InlineData("rm -rf objects", "")]
    [InlineData(": >HEAD", "")]
    [InlineData("rm HEAD", "")]
    [InlineData("rm HEAD", "/modules/src/sample-hash")]
    [InlineData("echo 0123456789012345678901234567890123456789 >refs/heads/luminous", "")]
    public async Task One_of_which_nothing_is_missed_goes(string fault, string submodule)
    {
        var folder = await RepairAsync(fault, submodule);
        var size = FolderSize.Of(folder, [], TestHost.Token).Bytes;

        var item = (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem();

        (item.What, item.Kept, item.Frees).ShouldBe((folder, null, size));
        using (ResourceLock.Take(_world.Host.Layout, $"objects-{Path.GetFileName(Mirror)[..^4]}", "the mirror"))
            (await item.Remove(TestHost.Token))!.ShouldContain(" is in use by pid ");
        (await item.Remove(TestHost.Token)).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(_world.Host.Layout.ObjectStore).ShouldBe([Mirror]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("/modules/src/sample-hash")]
    public async Task A_branch_that_the_new_one_has_not_keeps_it(string submodule)
    {
        var folder = await RepairAsync($"git --git-dir=. -c user.name=x -c user.email=x commit-tree $(git --git-dir=. mktree </dev/null) -m x >refs/heads/gone; {Head}", submodule);

        (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem().Kept
            .ShouldBe($"has refs/heads/gone, which {Mirror}{submodule} has not; when it is not missed: rm -r {folder}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_new_one_it_is_kept()
    {
        await RepairAsync(Head, "");
        Directory.Delete(Mirror, recursive: true);

        (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem().Kept!.ShouldContain($", which {Mirror} has not; ");
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_git_cannot_read_is_kept()
    {
        var folder = await RepairAsync(Head, "");
        await File.WriteAllTextAsync($"{folder}/config", "[core", TestHost.Token);

        (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem().Kept!.ShouldStartWith($"cannot be compared with {Mirror}: ");
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_a_tree_borrows_from_is_kept_also_when_it_borrows_late()
    {
        await _world.Sources.CloneAsync();
        var folder = await RepairAsync(Head, "");
        var item = (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem();
        await File.WriteAllTextAsync($"{_world.Sources.Folder()}/.git/objects/info/alternates", $"{folder}/objects\n", TestHost.Token);

        var reason = $"{_world.Sources.Folder()}/.git borrows its objects";
        (await item.Remove(TestHost.Token)).ShouldBe(reason);
        (await _world.PlanAsync(CleanKind.Leftovers)).ShouldHaveSingleItem().Kept.ShouldBe(reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task They_belong_to_no_environment_and_what_only_resembles_them_is_none()
    {
        await RepairAsync(Head, "");
        (await _world.PlanAsync(CleanKind.Leftovers)).Count.ShouldBe(1);
        foreach (var name in new[] { "x.git.damaged-20260101-000000.git", "x.damaged-20260101-000000", "x.git.damaged-mine" })
            _world.Write($"src/.objects/{name}/file");

        (await _world.PlanAsync(CleanKind.Leftovers)).Count.ShouldBe(1);
        (await _world.PlanAsync(CleanWorld.Select(CleanKind.Leftovers) with { Distros = CleanWorld.Distros })).ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Their_size_is_that_of_leftovers_and_not_of_mirrors()
    {
        var (_, objects) = await MeasureAsync();
        var folder = await RepairAsync("rm -f objects/pack/*.pack", "");

        var (leftovers, objectsNow) = await MeasureAsync();

        leftovers.ShouldBe(FolderSize.Of(folder, [], TestHost.Token).Bytes);
        // It was fetched anew: packed otherwise, perhaps.
        objectsNow.ShouldBe(FolderSize.Of(_world.Host.Layout.ObjectStore, [folder], TestHost.Token).Bytes);
        objects.ShouldBeGreaterThan(0);
    }

    private const string Head = ": >HEAD";

    private async Task<(long Leftovers, long Objects)> MeasureAsync()
    {
        using var engine = new ContainerEngine(new EngineEndpoint(EngineKind.Docker, new Uri($"unix://{_world.Host.Temp.At("no-engine.sock")}"), "the test says so"));
        var usage = await DiskUsage.MeasureAsync(_world.Host.Layout, CleanWorld.Distros, CleanWorld.Select(), () => engine, TestHost.Token);
        return (usage.Leftovers, usage.Objects);
    }

    // As the next command does after the fault; returns what was put aside.
    private async Task<string> RepairAsync(string fault, string submodule)
    {
        await Shell.RunAsync(Mirror + submodule, "bash", "-ec", fault);
        var damaged = true;
        await _world.Sources.Store.MendingAsync(
            _world.Sources.Url, again => again ? Task.FromResult(damaged = false) : throw new DamagedRepositoryException(Mirror, "the test says so"), TestHost.Token);
        damaged.ShouldBeFalse();
        return Directory.EnumerateDirectories(_world.Host.Layout.ObjectStore, "*.damaged-*").ShouldHaveSingleItem();
    }
}
