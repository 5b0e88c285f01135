using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Ctrl-C, SIGTERM and a closed terminal: nothing keeps running, nothing is left half done, and the next run works.</summary>
[Collection(Order.Interruption)]
public sealed class InterruptionTests(PrivateHost host) : EngineTest(host)
{
    private const string BuildSample = "Build --distro debian-12 --release quickstart";
    private const string CompileBegan = "Building CXX object";

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void During_an_image_build()
    {
        // Installing takes longer than a client of the engine is given to end by itself.
        Host.Server.Commit("main", "install-deps.sh", text => text.Replace("\nset -e\n", "\nset -e\necho taking my time\nsleep 15\n"), newBranch: "slow");
        var command = $"ReleaseImage --distro debian-12 --release slow --repository {Host.Server.Url}";

        foreach (var signal in Signals)
        {
            var remains = new Remains();
            Interrupt(command, run => run.Errors.Contains(" taking my time"), signal);
            remains.ShouldBeNone();
            Docker.Images().Keys.ShouldNotContain("base:debian-12-slow");
        }

        Checkout.Build(command).ShouldSucceed();
        Docker.Images().Keys.ShouldContain("base:debian-12-slow");
    }

    [Fact]
    public void During_a_clone()
    {
        var command = $"BuildPrepare --distro debian-12 --release reef --repository {Host.Server.Fork("interrupted")}";
        foreach (var signal in Signals)
        {
            var remains = new Remains();
            using (Host.Server.WithholdObjects())
                Interrupt(command, _ => Remains.Unfinished().Length > 0, signal);
            remains.ShouldBeNone();
            Directory.Exists(CephFolder.Tree("debian-12-reef")).ShouldBeFalse();
        }

        Checkout.Build(command).ShouldSucceed();
        Checkout.Read("git", "-C", CephFolder.Tree("debian-12-reef"), "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void During_a_compile()
    {
        using (CephFolder.CompileEverything())
        {
            foreach (var signal in Signals)
            {
                var remains = new Remains();
                Interrupt(BuildSample, run => run.Everything.Contains(CompileBegan), signal);
                remains.ShouldBeNone();
                ShouldBeRecordedAsInterrupted();
            }
        }

        ShouldBuildTheRest();
    }

    // With job control the shell says it once more to what it has started.
    [Theory]
    [InlineData($"./build.sh {BuildSample}", "")]
    [InlineData("bash --norc -i", $"./build.sh {BuildSample}")]
    public void By_closing_the_terminal(string program, string line)
    {
        using (CephFolder.CompileEverything())
        {
            var remains = new Remains();
            using (var terminal = new Terminal([], Checkout.Folder, program))
            {
                terminal.Enter(line);
                terminal.WaitFor($".*{CompileBegan}");
                terminal.Close();
            }

            remains.ShouldBeNone();
            ShouldBeRecordedAsInterrupted();
        }

        ShouldBuildTheRest();
    }

    // A terminal's Ctrl-C reaches all processes, a service manager's signal the first one only.
    private static IEnumerable<Action<RunningCommand>> Signals => [run => run.SignalGroup("INT"), run => run.Signal("TERM")];

    private static void Interrupt(string command, Func<RunningCommand, bool> isThere, Action<RunningCommand> signal)
    {
        var images = Docker.Images();
        using var run = Checkout.Start(command);
        Wait.Until(() => isThere(run) || run.HasEnded, Patience, "the command is where it is to be interrupted");
        run.HasEnded.ShouldBeFalse(run.Everything);

        signal(run);
        var outcome = run.Wait(Allowed);

        outcome.ExitCode.ShouldBe(130, outcome.Errors);
        outcome.Errors.ShouldContain("Build interrupted.");
        outcome.Errors.ShouldNotContain("   at ");
        Docker.Images().ShouldBe(images);
    }

    private static void ShouldBeRecordedAsInterrupted()
    {
        var record = CephFolder.RunRecords(PrivateHost.Sample)[^1];
        record.ShouldMatch("(?i)\"outcome\": *\"interrupted\"");
        record.ShouldMatch("(?i)\"end\": *\"20");
    }

    private static void ShouldBuildTheRest()
    {
        var build = Checkout.Build(BuildSample).ShouldSucceed();
        build.CompiledFiles.ShouldBeGreaterThan(0);
        Checkout.Build(BuildSample).ShouldSucceed().CompiledFiles.ShouldBe(0);
    }
}
