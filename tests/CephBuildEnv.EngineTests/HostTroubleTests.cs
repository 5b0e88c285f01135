using System.Net.Sockets;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>A host on which something stands in the way.</summary>
[Collection(Order.HostTrouble)]
public sealed class HostTroubleTests(PrivateHost host) : EngineTest(host)
{
    private string Command => $"Build {Host.LuminousOptions}";

    [Fact]
    public void Ceph_is_a_file() => RefusesInPlaceOfCeph(
        () => File.WriteAllText(CephFolder.Root, "important"), "/ceph is a file", "mv /ceph /ceph.old");

    [Fact]
    public void Ceph_holds_something_else() => RefusesInPlaceOfCeph(
        () => Directory.CreateDirectory($"{CephFolder.Root}/photographs"), "/ceph holds something else (photographs)", "move it away");

    [Fact]
    public void Ceph_is_a_link_to_nowhere() => RefusesInPlaceOfCeph(
        () => Directory.CreateSymbolicLink(CephFolder.Root, "/data/missing"), "/ceph is a link to /data/missing, which is not there", "mkdir -p /data/missing");

    [Fact]
    public void Ceph_belongs_to_another_user() => RefusesInPlaceOfCeph(
        () =>
        {
            Developer.Ensure();
            Directory.CreateDirectory(CephFolder.Root);
            Checkout.Read("chown", $"{Developer.Id}", CephFolder.Root);
        },
        $"/ceph belongs to {Developer.Name} (uid {Developer.Id}) and you are root (uid 0)", $"sudo -u {Developer.Name} ./build.sh");

    [Fact]
    public void The_disk_is_full() => RefusesInPlaceOfCeph(
        () =>
        {
            Directory.CreateDirectory(CephFolder.Root);
            Checkout.Read("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", CephFolder.Root);
        },
        "the disk of /ceph is too full: 1M free, and at least 1G is needed (512M to clone the source, 512M to compile)", "./build.sh Clean --what", "--ceph-dir");

    [Fact]
    public void Another_user_builds_in_roots_ceph()
    {
        Developer.Ensure();
        var before = new HostState();

        var outcome = Developer.Build(withGroups: false, Checkout.Folder, Command);

        outcome.ShouldBeRefused($"/ceph belongs to root (uid 0) and you are {Developer.Name} (uid {Developer.Id})", "sudo -u root ./build.sh");
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void The_engine_may_not_be_used()
    {
        Developer.Ensure();
        using var aside = CephFolder.PutAside();
        Directory.CreateDirectory(CephFolder.Root);
        Checkout.Read("chown", $"{Developer.Id}:{Developer.Id}", CephFolder.Root);

        var outcome = Developer.Build(withGroups: false, Checkout.Folder, Command);

        outcome.ShouldBeRefused("no permission on /var/run/docker.sock", $"sudo usermod -aG docker {Developer.Name}");
        Directory.EnumerateFileSystemEntries(CephFolder.Root).ShouldBeEmpty();
    }

    [Fact]
    public void There_is_no_engine()
    {
        var before = new HostState();

        var outcome = Checkout.Build(Command.Split(' '), ("DOCKER_HOST", "unix:///run/missing.sock"));

        outcome.ShouldBeRefused("/run/missing.sock does not exist", "./build.sh Doctor --fix");
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void The_engine_does_not_run()
    {
        const string socket = "/run/left-behind.sock";
        // It is there and nobody listens, as after a daemon that was killed.
        using var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        left.Bind(new UnixDomainSocketEndPoint(socket));
        var before = new HostState();

        var outcome = Checkout.Build(Command.Split(' '), ("DOCKER_HOST", $"unix://{socket}"));

        outcome.ShouldBeRefused($"{socket} refuses connections", "./build.sh Doctor --fix");
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void What_only_looks_works_with_an_engine_that_was_named_wrongly()
    {
        var bogus = ("DOCKER_HOST", "bogus");

        Checkout.Build(["ListDistros"], bogus).ShouldSucceed().Errors.ShouldContain("DOCKER_HOST is 'bogus', which is no address; write unix:///path/to/socket");
        var doctor = Checkout.Build(["Doctor"], bogus);

        doctor.ExitCode.ShouldBe(1);
        doctor.Output.ShouldMatch("(?m)^engine +bad +DOCKER_HOST is 'bogus', which is no address\n +→ write unix:///path");
        doctor.Output.ShouldContain("disk space");
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_an_error_and_a_closed_stream_is_none()
    {
        var full = Checkout.Run("bash", "-c", "./build.sh ListDistros >/dev/full");
        full.ExitCode.ShouldBe(1);
        full.Errors.ShouldContain("ListDistros: No space left on device");
        full.Errors.ShouldNotContain("   at ");

        Checkout.Run("bash", "-c", "./build.sh ListDistros <&- >&-").ShouldSucceed();
        Checkout.Run("bash", "-c", "mkdir gone && cd gone && rmdir ../gone && ../build.sh ListDistros").Errors
            .ShouldContain("error: the current folder was removed; go to one that exists: cd");
    }

    private void RefusesInPlaceOfCeph(Action put, params string[] said)
    {
        using var aside = CephFolder.PutAside();
        put();
        var before = new HostState();

        var outcome = Checkout.Build(Command);

        outcome.ShouldBeRefused(said);
        before.ShouldBeUnchanged();
    }
}
