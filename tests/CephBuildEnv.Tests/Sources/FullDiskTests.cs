using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>The disk that /ceph is on becomes full in the middle: nothing half-made stays, and what there was is whole.</summary>
public sealed class FullDiskTests(SampleServer sample) : IAsyncLifetime
{
    private const string Remedy = "the disk is full; free some space (df -h /ceph) and try again";

    private readonly SourceWorld _world = new(sample.Url, cephDirectory: "disk/ceph");
    private OwnUpstream? _upstream;

    private string Disk => _world.Host.Temp.At("disk");

    public async ValueTask InitializeAsync()
    {
        var mounted = await Shell.TryAsync("/", "bash", "-c", $"mv {Disk} {Disk}.old && mkdir {Disk} && mount -t tmpfs -o size=16m tmpfs {Disk} && cp -a {Disk}.old/. {Disk}");
        Assert.SkipUnless(mounted.ExitCode == 0, $"needs the right to mount: {mounted.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        await Shell.TryAsync("/", "umount", Disk);
        if (_upstream is not null)
            await _upstream.DisposeAsync();
        _world.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task In_the_middle_of_a_first_fetch()
    {
        await FillDiskAsync(leave: 80);

        await ShouldBeFullAsync(() => _world.FillAsync("reef"));

        Directory.EnumerateFileSystemEntries(_world.Host.Layout.ObjectStore).ShouldBeEmpty();
        File.Delete(Path.Combine(Disk, "ballast"));
        (await _world.CloneAsync()).Inspect()!.Branch.ShouldBe("reef");
    }

    [Fact(Timeout = 60_000)]
    public async Task In_the_middle_of_news()
    {
        _upstream = await OwnUpstream.StartAsync(sample);
        var store = _world.Store;
        await store.EnsureAsync(_upstream.Url, "reef", fetch: false, TestHost.Token);
        var mirror = store.MirrorOf(_upstream.Url);
        await _upstream.AddFileAsync("reef", "large", Convert.ToBase64String(new Random(1).GetItems([.. Enumerable.Range(0, 256).Select(i => (byte)i)], 2_000_000)));
        await FillDiskAsync(leave: 500);

        await ShouldBeFullAsync(() => new ObjectStore(_world.Host.Layout, _world.Git).EnsureAsync(_upstream.Url, "reef", fetch: true, TestHost.Token));

        Directory.EnumerateFiles(mirror.Folder, "tmp_*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await SourceWorld.GitAsync(mirror.Folder, "fsck", "--full", "--no-dangling")).ShouldBe("");
    }

    [Fact(Timeout = 60_000)]
    public async Task In_the_middle_of_a_clone()
    {
        await _world.FillAsync("reef");
        await FillDiskAsync(leave: 200);

        await ShouldBeFullAsync(() => _world.Tree().CreateAsync(_world.Mirror, "reef", TestHost.Token));

        Directory.EnumerateFileSystemEntries(_world.Host.Layout.Sources).Select(path => Path.GetFileName(path)).ShouldBe([".downloads", ".objects", ".options"], ignoreOrder: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task In_the_middle_of_a_switch()
    {
        var tree = await _world.CloneAsync();
        await _world.FillAsync("luminous");
        await SourceWorld.GitAsync(_world.Folder(), "fetch", "--quiet", _world.Mirror.Folder, "+refs/heads/*:refs/remotes/origin/*");
        await FillDiskAsync(leave: 4);

        var error = await Should.ThrowAsync<UserException>(() => tree.SwitchAsync(_world.Mirror, "luminous", TestHost.Token));

        error.Message.ShouldContain("the disk is full");
        File.Delete(Path.Combine(Disk, "ballast"));
        var finish = error.Message.IndexOf("finish it: ", StringComparison.Ordinal);
        if (finish > 0)
            await Shell.RunAsync("/", "bash", "-c", error.Message[(finish + 11)..error.Message.IndexOf("; if the", StringComparison.Ordinal)]);
        await tree.FinishSwitchAsync(_world.Mirror, TestHost.Token);
        await tree.SwitchAsync(_world.Mirror, "luminous", TestHost.Token);
        (await SourceWorld.GitAsync(_world.Folder(), "status", "--porcelain")).ShouldBe("");
    }

    private static async Task ShouldBeFullAsync(Func<Task> action) =>
        (await Should.ThrowAsync<UserException>(action)).Message.ShouldEndWith(Remedy);

    // All but some kilobytes.
    private Task<string> FillDiskAsync(int leave) => Shell.RunAsync(
        Disk, "bash", "-c", $"dd if=/dev/zero of=ballast bs=1024 count=$(($(df -k --output=avail . | tail -n 1) - {leave})) status=none");
}
