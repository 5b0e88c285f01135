using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>A disk that is full in the middle of the work, or cannot be written.</summary>
[Collection(Order.SmallDisk)]
public sealed class DiskTests(PrivateHost host, SmallDisk disk) : FaultTest(host, disk.Ensure)
{
    [Fact]
    public void Disk_full_during_a_clone()
    {
        var tree = CephFolder.Tree("debian-12-reef");
        var command = $"BuildPrepare --distro debian-12 --release reef --repository {Host.Server.Url}";
        Outcome clone;
        using (var objects = Host.Server.WithholdObjects())
        {
            clone = Disturb(command, _ => Remains.Unfinished().Length > 0, _ =>
            {
                SmallDisk.Fill();
                objects.Dispose();
            });
        }

        ShouldSayThatTheDiskIsFull(clone);
        Remains.ShouldBeNone();
        Directory.Exists(tree).ShouldBeFalse();

        SmallDisk.Free();
        ShouldGoOn(command);
        Checkout.Read("git", "-C", tree, "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void Disk_full_during_a_compile()
    {
        Outcome build;
        using (SlowCompile())
            build = Disturb(Build, Compiles, _ => SmallDisk.Fill());
        SmallDisk.Free();

        ShouldSayThatTheDiskIsFull(build);
        var run = RunFile.Last(PrivateHost.Sample);
        ShouldGoOn();
        // Where there is no room for an outcome, nobody knows it.
        run["outcome"].ShouldBeOneOf("failed", "lost");
    }

    [Fact]
    public void Disk_full_when_a_run_begins()
    {
        using (SlowImage())
            ShouldSayThatTheDiskIsFull(Disturb(Build, BuildsTheImage, _ => SmallDisk.Fill()));
        Remains.ShouldBeNone();
        SmallDisk.Free();

        ShouldGoOn();
    }

    [Fact]
    public void Disk_full_before_anything_begins()
    {
        SmallDisk.Fill();
        var before = new HostState();

        Checkout.Build(Build).ShouldBeRefused("is too full: ");

        before.ShouldBeUnchanged();
        SmallDisk.Free();
        ShouldGoOn();
    }

    [Fact]
    public void Ceph_is_read_only()
    {
        CephFolder.ChangeNothingThatIsCompiled();
        SmallDisk.ReadOnly();
        Outcome build;
        try
        {
            var before = new HostState();
            build = Checkout.Build(Build);
            before.ShouldBeUnchanged();
        }
        finally
        {
            SmallDisk.Writable();
        }

        ShouldSay(build, "Read-only file system", "mount -o remount,rw");
        ShouldGoOn();
    }

    private static void ShouldSayThatTheDiskIsFull(Outcome outcome)
    {
        ShouldSay(outcome, "df -h");
        outcome.Errors.ShouldMatch("No space left on device|disk is full");
    }
}
