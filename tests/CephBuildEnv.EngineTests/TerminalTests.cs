using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>A shell in an environment, on a real terminal.</summary>
[Collection(Order.Developer)]
public sealed class TerminalTests : EngineTest
{
    private const string Prompt = @"\[debian-12-luminous\] \S+\$ ";
    private const string Tree = "/ceph/src/debian-12-luminous";

    public TerminalTests(PrivateHost host, DeveloperWorld developer) : base(host)
    {
        developer.Ensure(host);
        developer.FirstBuild.ShouldSucceed();
    }

    [Fact]
    public void Commands_are_answered_after_a_prompt()
    {
        using var shell = OpenShell();

        shell.Enter("echo $((6 * 7)) in $CEPH_RELEASE, $PWD");

        shell.WaitFor($"42 in luminous, {Tree}/build");
    }

    [Fact]
    public void A_line_can_be_edited()
    {
        using var shell = OpenShell();

        shell.Type("cho edite");
        shell.Press("Home");
        shell.Type("e");
        shell.Press("End");
        shell.Type("xd");
        shell.Press("Left");
        shell.Press("BSpace");
        shell.Press("Enter");

        shell.WaitFor("edited$");
    }

    [Fact]
    public void The_size_of_the_window_is_known_inside()
    {
        using var shell = OpenShell();
        shell.Enter("stty size");
        shell.WaitFor("30 100$");

        shell.Resize(120, 40);
        Thread.Sleep(500);
        shell.Enter("stty size");

        shell.WaitFor("40 120$");
    }

    [Fact]
    public void Control_C_ends_what_runs_inside_and_not_the_shell()
    {
        using var shell = OpenShell();
        shell.Enter("sleep 100; echo status $?");
        Thread.Sleep(500);

        shell.Press("C-c");
        shell.Enter("echo still $((1 + 1))");

        shell.WaitFor("still 2");
        shell.Screen.ShouldNotContain(Terminal.EndMark);
    }

    [Fact]
    public void The_exit_code_of_the_shell_is_that_of_the_command_and_the_container_is_gone()
    {
        using var shell = OpenShell();
        Docker.Containers().ShouldBe(["ceph-build-env.debian-12-luminous.interactive"]);

        shell.Enter("exit 7");

        shell.WaitFor($"{Terminal.EndMark} 7");
        Docker.Containers().ShouldBeEmpty();
    }

    [Fact]
    public void A_closed_terminal_ends_the_shell_and_what_runs_in_it()
    {
        using var shell = OpenShell();
        shell.Enter("echo begun; sleep 1000");
        shell.WaitFor("begun");

        shell.Close();

        Wait.Until(() => Docker.Containers().Count == 0, TimeSpan.FromSeconds(20), "the container is gone");
        Wait.Until(() => CephFolder.RunRecords("debian-12-luminous")[^1].Contains("\"interrupted\""), TimeSpan.FromSeconds(10), "the run is recorded as interrupted");
    }

    [Fact]
    public void The_user_may_become_root_inside_and_owns_what_is_made()
    {
        using var shell = OpenShell();

        shell.Enter("id -u; sudo id -u; touch /ceph/src/made-in-the-shell; echo done $?");

        shell.WaitFor("12345\n0\ndone 0");
        Checkout.Read("stat", "--format", "%u:%g", "/ceph/src/made-in-the-shell").ShouldBe("12345:12345");
        File.Delete("/ceph/src/made-in-the-shell");
    }

    [Fact]
    public void What_is_kept_about_builds_cannot_be_changed_inside_not_by_root_either()
    {
        using var shell = OpenShell();

        shell.Enter("for f in logs locks ccache src/.objects src/.options; do sudo touch /ceph/$f/x; done; sudo mv $CEPH_SRC /ceph/src/x; sudo mv $CCACHE_DIR /ceph/x; touch $CCACHE_DIR/x && echo checked");

        shell.WaitFor("checked$");
        foreach (var path in new[] { "logs", "locks", "ccache", "src/.objects", "src/.options" })
            shell.Screen.ShouldContain($"touch: cannot touch '/ceph/{path}/x': Read-only file system");
        shell.Screen.ShouldContain($"mv: cannot move '{Tree}' to '/ceph/src/x': Device or resource busy");
        File.Delete($"{CephFolder.Root}/ccache/{PrivateHost.Luminous}/x");
    }

    [Fact]
    public void A_second_shell_is_refused_and_the_first_one_lives_on()
    {
        using var shell = OpenShell();
        var second = Checkout.Run(
            [.. Developer.Runs(withGroups: true), "script", "--quiet", "--return", "--command", $"{Developer.Home}/ceph-build-env/build.sh Shell {Host.LuminousOptions}", "/dev/null"]);

        second.ExitCode.ShouldNotBe(0);
        second.Output.ShouldContain("a shell is open in debian-12-luminous already");
        shell.Enter("echo still $((1 + 1))");
        shell.WaitFor("still 2");
    }

    // By default no engine lets root look into the processes of somebody else, nor anybody into sudo.
    [Theory]
    [InlineData("exec -a too-long sleep 600", "too-long 600")]
    [InlineData("echo begun; trap : HUP TERM; setsid sleep 601; echo", "sleep 601")]
    [InlineData("sudo sleep 602", "sleep 602")]
    public void What_Exec_has_started_ends_with_its_time_and_with_its_command(string command, string process)
    {
        using var shell = OpenShell();

        using (var limited = Start("--timeout", "1s"))
            limited.Wait(TimeSpan.FromSeconds(60)).ExitCode.ShouldBe(124);
        ShouldBeGone();

        using (var stopped = Start())
        {
            Wait.Until(() => Top().Contains(process), TimeSpan.FromSeconds(30), "it runs");
            Checkout.Read("kill", "-TERM", Processes.IdOf($"_build.dll Exec --command {command}"));
            stopped.Wait(TimeSpan.FromSeconds(60)).ExitCode.ShouldBe(130);
        }

        ShouldBeGone();
        shell.Enter("echo still $((1 + 1))");
        shell.WaitFor("still 2");

        RunningCommand Start(params string[] options) => new([.. Developer.Runs(withGroups: true), "./build.sh", "Exec", .. options, "--command", command], DeveloperWorld.Folder);
        static string Top() => Docker.Read("top", "ceph-build-env.debian-12-luminous.interactive");
        void ShouldBeGone() => Top().ShouldNotContain(process);
    }

    [Fact]
    public void Interactive_builds_first()
    {
        var file = $"{Tree}/src/common/args.cc";
        Checkout.Read([.. Developer.Runs(withGroups: true), "touch", file]);

        using var shell = DeveloperWorld.Open($"Interactive {Host.LuminousOptions}");
        shell.WaitFor(Prompt);
        shell.Enter("ceph --version; type -P ccache");

        shell.WaitFor("ceph version 12\\.2\\.10");
        shell.WaitFor("/usr/.*ccache");
        shell.Screen.ShouldContain("args.cc.o");
        shell.Press("C-d");
        shell.WaitFor($"{Terminal.EndMark} 0");
        Docker.Images().Keys.ShouldContain("run:debian-12-luminous");
    }

    private Terminal OpenShell()
    {
        var shell = DeveloperWorld.Open($"Shell {Host.LuminousOptions}");
        try
        {
            shell.WaitFor(Prompt);
            return shell;
        }
        catch
        {
            shell.Dispose();
            throw;
        }
    }
}
