using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What the project takes, and getting it back: of one environment, beside another and beside what is somebody else's.</summary>
[Collection(Order.Clean)]
public sealed class CleanTests : EngineTest
{
    private const string Environment = PrivateHost.Sample;
    private const string Restricted = "--distro debian-12 --release quickstart";
    private const string GitImage = $"ceph-build-env/git:{Environment}";

    private static readonly string Tree = CephFolder.Tree(Environment);

    public CleanTests(PrivateHost host) : base(host)
    {
        host.FirstLuminousBuild.ShouldSucceed();
        // An earlier test may have taken its build folder away.
        Checkout.Build($"Build {Restricted}").ShouldSucceed();
    }

    [Fact]
    public void Usage_is_shown_per_environment_and_what_is_shared()
    {
        var before = new HostState();

        var usage = Checkout.Build("DiskUsage").ShouldSucceed().Output;

        const string size = @"\d+(\.\d)?[BKMG]";
        foreach (var environment in new[] { Environment, PrivateHost.Luminous })
            usage.ShouldMatch($"(?m)^{environment} +{size} +{size} +{size} +({size}|-) +{size} +{size}$");
        usage.ShouldMatch($"(?m)^base images of debian-12 +{size} +./build.sh Clean --what images --distro debian-12$");
        usage.ShouldMatch($"(?m)^object store +{size} +./build.sh Clean --what objects$");
        usage.ShouldMatch(@"(?m)^the engine's build cache +\S+ +docker builder prune");
        usage.ShouldMatch($"(?m)^/ceph.* +{size} +{size}$");
        before.ShouldBeUnchanged();

        Checkout.Build($"DiskUsage {Restricted}").ShouldSucceed().Output.ShouldNotContain(PrivateHost.Luminous);
    }

    [Fact]
    public void Not_told_what_to_remove_it_says_what_there_is()
    {
        var before = new HostState();

        var outcome = Checkout.Build("Clean --yes");

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldMatch(@"(?m)^sources +\d+M +source trees");
        outcome.Errors.ShouldContain("say what, such as: ./build.sh Clean --what");
        before.ShouldBeUnchanged();
    }

    [Theory]
    [InlineData("Clean --what everything", "'everything' is no kind of thing that can be removed")]
    [InlineData("Clean --what build-cache", "docker builder prune")]
    [InlineData("Clean --what objects --release quickstart", "leave --distro and --release out")]
    [InlineData("Build --yes", "--yes belongs to Clean")]
    [InlineData("DiskUsage --what ccache", "--what belongs to Clean")]
    [InlineData("Build --follow", "--follow belongs to Logs")]
    [InlineData("Status --run 3", "--run belongs to Logs")]
    [InlineData("Build --fix", "--fix belongs to Doctor")]
    public void What_cannot_be_meant_is_refused(string arguments, string said) => Checkout.Build(arguments).ShouldBeRefused(said);

    [Fact]
    public void Without_a_terminal_and_without_yes_nothing_is_removed()
    {
        var before = Removable();

        var outcome = Checkout.Build("Clean --what sources builds ccache logs images containers objects leftovers");

        outcome.ExitCode.ShouldBe(1);
        outcome.Output.ShouldMatch($@"(?m)^sources +{Tree} +\d+(\.\d)?[KM]$");
        outcome.Output.ShouldContain(GitImage);
        outcome.Errors.ShouldContain("type the same with --yes");
        Removable().ShouldBe(before);
    }

    [Fact]
    public void What_is_worked_in_is_kept()
    {
        var before = Removable();
        using (CephFolder.Change($"{Tree}/src/common/args.cc", text => text + "// work\n"))
        {
            var outcome = Checkout.Build($"Clean --what sources {Restricted} --yes").ShouldSucceed();
            outcome.Output.ShouldMatch($"(?m)^sources +{Tree} +- +has changes that are not committed: src/common/args.cc$");
            outcome.Output.ShouldContain("Nothing was removed.");
            outcome.Errors.ShouldContain("1 kept: the last column says why");
        }

        Docker.Read("run", "--detach", "--name", "busy", "--entrypoint", "sleep", GitImage, "1000");
        try
        {
            var outcome = Checkout.Build($"Clean --what sources ccache logs images {Restricted} --yes").ShouldSucceed();
            outcome.Output.ShouldContain("the container busy runs in it; leave it, or stop it");
            outcome.Output.ShouldContain("0 to remove");
        }
        finally
        {
            Docker.Read("rm", "--force", "busy");
        }

        Removable().Select(line => line.Split(' ')[0]).ShouldBe(before.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Mirrors_that_trees_borrow_from_are_kept()
    {
        var outcome = Checkout.Build("Clean --what objects --yes").ShouldSucceed();

        outcome.Output.ShouldMatch($"(?m)^objects +/ceph/src/.objects/ceph-build-env.invalid\\+ceph.git +- +{Tree}/.git borrows its objects$");
        Checkout.Read("git", "-C", Tree, "fsck", "--connectivity-only");
    }

    [Fact]
    public void On_a_terminal_it_asks()
    {
        var logs = $"{CephFolder.Root}/logs/{Environment}";
        foreach (var (answer, exitCode, stays) in new[] { ("n", 0, true), ("", 0, true), ("y", 0, false) })
        {
            using var terminal = Ask();
            terminal.Enter(answer);
            terminal.WaitFor($"{Terminal.EndMark} {exitCode}");
            Directory.Exists(logs).ShouldBe(stays, terminal.Screen);
            if (answer == "n")
                Interrupt();
        }

        Checkout.Build("Status").ShouldSucceed().Output.ShouldMatch($"(?m)^{Environment} .* never built ");

        void Interrupt()
        {
            using var terminal = Ask();
            terminal.Press("C-c");
            terminal.WaitFor($"{Terminal.EndMark} 130");
            Directory.Exists(logs).ShouldBeTrue();
        }

        Terminal Ask()
        {
            var terminal = new Terminal([], Checkout.Folder, $"./build.sh Clean --what logs {Restricted}");
            terminal.WaitFor(@"remove these\? \[y/N\]");
            return terminal;
        }
    }

    [Fact]
    public void One_environment_goes_and_comes_back_and_nothing_else_is_touched()
    {
        // What a rebuild of an earlier test left would go too.
        Docker.Read("image", "prune", "--force");
        Docker.Read("create", "--name", "theirs", GitImage.Replace(Environment, PrivateHost.Luminous), "true");
        Docker.Read("create", "--name", "ours", "--label", "io.ceph.build-env.run=1", GitImage, "true");
        Docker.Read("tag", "ceph-build-env/base:debian-12", "mine:1");
        Docker.Read("volume", "create", "mine");
        var images = Docker.Images();

        var clean = Checkout.Build($"Clean --what images containers sources builds {Restricted} --yes").ShouldSucceed();

        clean.Output.ShouldContain("5 removed");
        Docker.Images().Keys.ShouldBe(images.Keys.Where(tag => !tag.EndsWith(Environment)));
        Docker.Containers().ShouldBe(["theirs"]);
        Docker.Read("image", "inspect", "mine:1").ShouldNotBeEmpty();
        Docker.Read("volume", "rm", "mine").ShouldBe("mine");
        Docker.Read("rm", "theirs");
        Docker.Read("rmi", "mine:1");
        Directory.Exists(Tree).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries($"{CephFolder.Root}/src", ".removed-*").ShouldBeEmpty();
        Checkout.Build($"{Host.BuildLuminous} --plan").ShouldSucceed().Output.ShouldMatch("BuildPrepare +skip ");

        Checkout.Build($"Build {Restricted}").ShouldSucceed().Errors.ShouldMatch($"{Environment}: built in .* of them answered by the cache");

        Docker.Images().Keys.ShouldBe(images.Keys);
        Docker.RunIn($"git:{Environment}", $"{Tree}/build/bin/ceph", "--version").ShouldSucceed();
    }

    private static string[] Removable() =>
    [
        .. Checkout.ReadLines("find", $"{CephFolder.Root}/src", $"{CephFolder.Root}/ccache", $"{CephFolder.Root}/logs", "-printf", "%p %s %T@\\n").Order(StringComparer.Ordinal),
        .. Docker.Everything(),
    ];
}
