using CephBuildEnv.Disk;
using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Disk;

public sealed class SpaceNeedsTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Nothing_needs_nothing() => Should.NotThrow(() => new SpaceNeeds().Require());

    [Fact]
    public void An_engine_that_keeps_its_images_elsewhere_cannot_be_judged() => Should.NotThrow(() =>
    {
        var needs = new SpaceNeeds();
        for (var i = 0; i < 1_000_000; i++)
            needs.AddImage("/no/such/folder");
        needs.Require();
    });

    [Fact]
    public void A_disk_that_is_too_full_is_said_with_what_needs_it()
    {
        var needs = new SpaceNeeds();
        for (var i = 0; i < 200_000; i++)
            needs.AddCompile(_temp.At("not", "made", "yet"));

        Should.Throw<UserException>(needs.Require).Message.ShouldMatch(
            $@"^the disk of {_temp.Path} is too full: \S+ free, and at least 98T is needed \(98T to compile\); see what could go: \./build\.sh DiskUsage, remove some: \./build\.sh Clean --what …, or put /ceph elsewhere: \./build\.sh Prepare --ceph-dir FOLDER$");
    }

    [Fact]
    public void Needs_on_one_disk_add_up()
    {
        var free = new DriveInfo(_temp.Path).AvailableFreeSpace;
        var each = free / 1024 * 600;

        Should.NotThrow(() => Require((_temp.Path, each)));
        Should.Throw<UserException>(() => Require((_temp.Path, each), (Directory.CreateDirectory(_temp.At("inside")).FullName, each)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Each_disk_has_its_own()
    {
        Assert.SkipUnless(HostUser.IsRoot, "only root may mount");
        var disk = Directory.CreateDirectory(_temp.At("disk")).FullName;
        await Shell.RunAsync("/", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk);
        try
        {
            Should.NotThrow(() => Require((_temp.Path, 1 << 20), (disk, 1 << 19)));
            Should.Throw<UserException>(() => Require((disk, 1 << 21))).Message.ShouldStartWith($"the disk of {disk} is too full: 1M free, and at least 2M is needed");
        }
        finally
        {
            await Shell.RunAsync("/", "umount", disk);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_small_tree_is_compiled_without_a_warning() =>
        (await SpaceNeeds.WarningAsync(new Git(new Dictionary<string, string>(), _ => { }), _temp.Path, TestHost.Token)).ShouldBeNull();

    [Fact(Timeout = 60_000)]
    public async Task A_tree_of_Cephs_size_wants_as_much_as_Ceph()
    {
        Assert.SkipUnless(HostUser.IsRoot, "only root may mount");
        var disk = Directory.CreateDirectory(_temp.At("disk")).FullName;
        await Shell.RunAsync("/", "mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk);
        try
        {
            await Shell.RunAsync(disk, "bash", "-ec", "git init -q; mkdir src; for ((i = 0; i < 2001; i++)); do : >src/$i.cc; done; git add src");

            (await SpaceNeeds.WarningAsync(new Git(new Dictionary<string, string>(), _ => { }), disk, TestHost.Token))!
                .ShouldMatch($@"^\d+M free on the disk of {disk}, and a debug build of Ceph takes about 40G");
        }
        finally
        {
            await Shell.RunAsync("/", "umount", disk);
        }
    }

    private static void Require(params (string Folder, long Bytes)[] wanted)
    {
        var needs = new SpaceNeeds();
        foreach (var (folder, bytes) in wanted)
            needs.Add(folder, bytes, "to test");
        needs.Require();
    }
}
