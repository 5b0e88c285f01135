using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>Ctrl-C, SIGTERM and a closed terminal where <see cref="InterruptionTests"/> does not look.</summary>
[Collection(Order.Interrupted)]
public sealed class InterruptTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void Control_C_during_configure()
    {
        using (SlowConfigure())
            Interrupt(Build, Configures);
        ShouldBeInterrupted();

        ShouldGoOn().Errors.ShouldContain("an earlier configure did not finish");
    }

    [Theory]
    [InlineData("Package", "made ceph-")]
    [InlineData("RuntimeImage", "-- Installing: ")]
    [InlineData("CompileCommands", "INFO: copying /usr/include")]
    public void Control_C_while_something_is_made_of_the_tree(string target, string begun)
    {
        Interrupt($"{target} {Options}", run => run.Everything.Contains(begun));

        ShouldBeInterrupted();
        Remains.ShouldBeNone();
        Directory.EnumerateFileSystemEntries("/ceph/src", ".*.unfinished").ShouldBeEmpty();
        Directory.Exists($"{CephFolder.LastRun(PrivateHost.Sample)}/reports/runtime").ShouldBeFalse();
        Checkout.Build($"{target} {Options}").ShouldSucceed();
    }

    [Fact]
    public void Control_C_while_the_upstream_image_is_made()
    {
        using var distro = new SmallDistro();
        var temporary = Directory.CreateTempSubdirectory("temporary-").FullName;

        Interrupt(SmallDistro.Build, run => run.Errors.Contains("I: "), ("TMPDIR", temporary));

        Remains.ShouldBeNone();
        Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();
        SmallDistro.IsUnknown.ShouldBeTrue();
        using (var quick = Wrapper.InPlaceOf("mmdebstrap", SmallDistro.Mmdebstrap))
            Checkout.Build(SmallDistro.Build.Split(' '), quick.Path).ShouldSucceed();
        ShouldGoOn();
    }

    // Whoever writes to a full pipe is held there.
    [Fact]
    public void SIGINT_while_nobody_reads_what_is_said()
    {
        const int pipe = 65_536, said = 1_000_000;
        Directory.Delete($"{Tree}/build", recursive: true);
        using (CephFolder.Change($"{Tree}/CMakeLists.txt", text => $"{text}\nexecute_process(COMMAND yes COMMAND head --bytes={said})\nexecute_process(COMMAND sleep 60)\n"))
        using (var run = new RunningCommand(["bash", "-c", $"./build.sh {Build} 2>&1 | sleep 100"], Checkout.Folder))
        {
            Wait.Until(() => Docker.Containers().Contains(Container) && LengthOfLog() > pipe / 2, Patience, "it says much");
            Thread.Sleep(TimeSpan.FromSeconds(1));
            LengthOfLog().ShouldBeLessThan(said);
            Checkout.Read("kill", "-INT", Processes.IdOf($"_build.dll {Build}"));

            Wait.Until(() => RunFile.Last(PrivateHost.Sample)["outcome"] == "interrupted", TimeSpan.FromSeconds(30), "it stops");
            run.HasEnded.ShouldBeFalse();
            Docker.Containers().ShouldBeEmpty();
        }

        ShouldGoOn();

        static long LengthOfLog() => new FileInfo($"{CephFolder.LastRun(PrivateHost.Sample)}/output.log").Length;
    }

    [Fact]
    public void SIGTERM_while_a_shell_is_open()
    {
        using (var terminal = OpenShell())
        {
            Checkout.Read("kill", "-TERM", Processes.IdOf($"_build.dll Shell {Options}"));
            terminal.WaitFor($"(.*){Terminal.EndMark} 130");
        }

        ShouldBeInterrupted();
        ShouldGoOn();
    }

    [Fact]
    public void Terminal_closed_while_a_shell_is_open()
    {
        using (var terminal = OpenShell())
            terminal.Close();

        Remains.ShouldBeNone();
        ShouldBeInterrupted();
        ShouldGoOn();
    }

    private static void Interrupt(string command, Func<RunningCommand, bool> isThere, params (string Name, string Value)[] environment) =>
        Disturb(command, isThere, run => run.SignalGroup("INT"), environment).ExitCode.ShouldBe(130);

    private static void ShouldBeInterrupted()
    {
        var run = RunFile.Last(PrivateHost.Sample);
        run["outcome"].ShouldBe("interrupted");
        run["end"].ShouldNotBeEmpty();
    }
}
