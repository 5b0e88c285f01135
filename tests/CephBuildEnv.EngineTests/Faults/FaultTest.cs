using CephBuildEnv.EngineTests.Host;
using Shouldly;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>
/// A fault on a host on which somebody works. Whatever it is, nothing of theirs may be lost, nothing may be left half made,
/// and the next ordinary command has to do its work.
/// </summary>
public abstract class FaultTest : EngineTest
{
    protected const string Options = "--distro debian-12 --release quickstart";
    protected const string Build = $"Build {Options}";
    protected const string Container = $"ceph-build-env.{PrivateHost.Sample}.build";
    protected const string CompileBegan = "Building CXX object";

    protected static readonly string Tree = CephFolder.Tree(PrivateHost.Sample);
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string TakesTime = "taking my time";

    // Each takes some seconds to compile, and no memory. None has been compiled before.
    private static readonly string[] SlowFiles = ["common/args.cc", "common/armor.cc", "common/escape.cc", "common/uuid.cc"];

    /// <param name="host">That it is done to.</param>
    /// <param name="prepare">Changes the host first.</param>
    protected FaultTest(PrivateHost host, Action? prepare = null) : base(host)
    {
        // What a test that failed may have left says nothing about this one.
        foreach (var left in Docker.Containers())
            Checkout.Read("docker", "rm", "--force", left);
        prepare?.Invoke();
        // Else its start would look like something that was left.
        _ = host.Server;
        Work = new(Tree);
        Remains = new();
    }

    protected UsersWork Work { get; }

    protected Remains Remains { get; }

    /// <summary>The next command does, and the one after it, which has to look, finds nothing to compile.</summary>
    /// <returns>What the next command said.</returns>
    protected Outcome ShouldGoOn(string command = Build)
    {
        Work.ShouldBeIntact();
        var next = Checkout.Build(command).ShouldSucceed();
        Remains.ShouldBeNone();
        CephFolder.ChangeNothingThatIsCompiled();
        Checkout.Build(Build).ShouldSucceed().CompiledFiles.ShouldBe(0);
        RunFile.Last(PrivateHost.Sample)["outcome"].ShouldBe("succeeded");
        Work.ShouldBeIntact();
        return next;
    }

    /// <summary>Starts a command, does something to the host when it is there, and waits until it has ended.</summary>
    protected static Outcome Disturb(
        string command, Func<RunningCommand, bool> isThere, Action<RunningCommand> fault, params (string Name, string Value)[] environment)
    {
        using var run = Checkout.Start(command.Split(' '), environment);
        Wait.Until(() => isThere(run) || run.HasEnded, Patience, "the command is where it is to be disturbed");
        run.HasEnded.ShouldBeFalse(run.Everything);
        fault(run);
        return run.Wait(Patience);
    }

    /// <summary>It failed, said all that, and showed no stack trace.</summary>
    protected static void ShouldSay(Outcome outcome, params string[] said)
    {
        outcome.ExitCode.ShouldNotBe(0, outcome.Everything);
        foreach (var text in said)
            outcome.Errors.ShouldContain(text, Case.Sensitive);
        outcome.Errors.ShouldNotContain("   at ");
    }

    protected static bool Compiles(RunningCommand run) => run.Everything.Contains(CompileBegan);

    protected static bool Configures(RunningCommand run) => run.Everything.Contains($"-- {TakesTime}");

    // What the step says, after the seconds that it has taken, and not the step itself.
    protected static bool BuildsTheImage(RunningCommand run) => System.Text.RegularExpressions.Regex.IsMatch(run.Errors, $@"#\d+ [0-9.]+ {TakesTime}");

    /// <summary>Compiling the sample takes a while, for as long as the result lives.</summary>
    protected static IDisposable SlowCompile(int files = 4) => new Several([.. SlowFiles.Take(files).Select(file =>
        CephFolder.Change($"{Tree}/src/{file}", text => text + Slow()))]);

    /// <summary>So does configuring it, which has to be done again.</summary>
    protected static IDisposable SlowConfigure()
    {
        Directory.Delete($"{Tree}/build", recursive: true);
        return CephFolder.Change($"{Tree}/CMakeLists.txt", text => $"{text}\nmessage(STATUS \"{TakesTime}\")\nexecute_process(COMMAND sleep 60)\n");
    }

    /// <summary>So does building its image, which has to be done again.</summary>
    protected static IDisposable SlowImage() => CephFolder.Change(
        $"{Checkout.Folder}/images/git/Dockerfile", text => $"{text}\nRUN echo {TakesTime} {Guid.NewGuid()} && sleep 8\n");

    /// <summary>A shell in the environment, on a terminal.</summary>
    protected static Terminal OpenShell()
    {
        var terminal = new Terminal([], Checkout.Folder, $"./build.sh Shell {Options}");
        try
        {
            terminal.WaitFor(@"\[debian-12-quickstart\] ");
            return terminal;
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <summary>Removes what an earlier test cloned, perhaps from elsewhere.</summary>
    /// <returns>The folder.</returns>
    protected static string NoTree(string environment)
    {
        Checkout.Read("rm", "-rf", CephFolder.Tree(environment));
        return CephFolder.Tree(environment);
    }

    private static string Slow() => $$"""

        namespace {
        constexpr unsigned burn(unsigned seed) {
            for (unsigned i = 0; i < 200000; ++i)
                seed = seed * 1664525u + 1013904223u;
            return seed;
        }
        template <unsigned Seed> constexpr unsigned burnt = burn(Seed);
        [[maybe_unused]] constexpr unsigned all_burnt = {{string.Join(" + ", Enumerable.Range(0, 6).Select(_ => $"burnt<{Random.Shared.Next()}u>"))}};
        }
        """;

    private sealed class Several(IDisposable[] all) : IDisposable
    {
        public void Dispose() => Array.ForEach(all, one => one.Dispose());
    }
}
