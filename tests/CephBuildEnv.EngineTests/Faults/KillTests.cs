using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary><c>kill -9</c> of our process: what it has started goes on without it.</summary>
[Collection(Order.Killed)]
public sealed class KillTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void During_an_image_build()
    {
        using (SlowImage())
        {
            Kill(Build, BuildsTheImage);

            ShouldGoOn().StatusOf("BuildPrepare").ShouldBe("Succeeded");
        }

        ShouldGoOn();
    }

    [Fact]
    public void During_a_clone()
    {
        var tree = NoTree("debian-12-reef");
        var command = $"BuildPrepare --distro debian-12 --release reef --repository {Host.Server.Fork("killed")}";
        using (Host.Server.WithholdObjects())
            Kill(command, _ => Remains.Unfinished().Length > 0);

        ShouldGoOn(command);

        Checkout.Read("git", "-C", tree, "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void While_git_goes_on_writing_for_some_time()
    {
        NoTree("debian-12-main");
        var command = $"BuildPrepare --distro debian-12 --release main --repository {Host.Server.Url}";
        using (var slow = Wrapper.Around("git", """
            folder=$2
            case " $* " in *" submodule update "*)
                cd "$folder"
                for ((i = 0; i < 2000; i++)); do mkdir -p "late-$((i % 50))" && touch "late-$((i % 50))/file-$i" && sleep 0.002 || exit 1; done 2>/dev/null
                ;;
            esac
            """))
            Kill(command, _ => Directory.Exists($"{CephFolder.Root}/src/.debian-12-main.unfinished/late-0"), slow.Path);

        ShouldGoOn(command);
    }

    [Fact]
    public void During_configure()
    {
        using (SlowConfigure())
            Kill(Build, Configures);
        var lost = RunFile.Last(PrivateHost.Sample);

        var next = ShouldGoOn();

        next.Errors.ShouldContain("stopping ceph-build-env.debian-12-quickstart.build, which went on after its run was lost");
        next.Errors.ShouldContain("an earlier configure did not finish");
        ShouldBeLost(lost);
        lost["stage"].ShouldBe("configure");
    }

    [Fact]
    public void During_a_compile()
    {
        using (SlowCompile())
            Kill(Build, Compiles);
        var lost = RunFile.Last(PrivateHost.Sample);

        ShouldGoOn().Errors.ShouldContain("what it has compiled is kept");

        ShouldBeLost(lost);
        lost["stage"].ShouldBe("compile");
        lost.Log.ShouldContain(CompileBegan);
    }

    [Fact]
    public void And_the_compile_succeeds_without_us()
    {
        using (SlowCompile(1))
            Kill(Build, _ => IsCompiling());
        var lost = RunFile.Last(PrivateHost.Sample);
        Checkout.Read("docker", "wait", Container);

        ShouldGoOn().Errors.ShouldContain("was not watched to its end: succeeded");

        lost["outcome"].ShouldBe("succeeded");
        lost["exitCode"].ShouldBe("0");
        lost["end"].ShouldNotBeEmpty();
        lost.Log.ShouldContain("args.cc.o");
    }

    [Fact]
    public void And_the_compile_fails_without_us()
    {
        using (SlowCompile(1))
        using (CephFolder.Change($"{Tree}/src/common/log.cc", text => text + "\nint broken() { return undeclared_by_a_test; }\n"))
        {
            Kill(Build, _ => IsCompiling());
            Checkout.Read("docker", "wait", Container);
        }

        var lost = RunFile.Last(PrivateHost.Sample);

        ShouldGoOn().Errors.ShouldContain("was not watched to its end: failed");

        lost["outcome"].ShouldBe("failed");
        lost["firstError"].ShouldContain("undeclared_by_a_test");
    }

    [Fact]
    public void During_an_open_shell()
    {
        using var terminal = OpenShell();
        var lost = RunFile.Last(PrivateHost.Sample);

        Checkout.Read("kill", "-KILL", Processes.IdOf($"_build.dll Shell {Options}"));

        terminal.WaitFor($"(.*){Terminal.EndMark} 137");
        // Somebody may sit there still: a build leaves it alone.
        CephFolder.ChangeNothingThatIsCompiled();
        Checkout.Build(Build).ShouldSucceed();
        Docker.Containers().ShouldBe([Container.Replace(".build", ".interactive")]);
        lost["outcome"].ShouldBe("lost");
        using (var next = OpenShell())
        {
            next.Enter("exit");
            next.WaitFor($"{Terminal.EndMark} 0");
        }

        terminal.Close();
        ShouldGoOn();
        lost["outcome"].ShouldBe("lost");
    }

    private static void Kill(string command, Func<RunningCommand, bool> isThere, params (string Name, string Value)[] environment) =>
        Disturb(command, isThere, run => run.Signal("KILL"), environment).ExitCode.ShouldBe(137);

    private static void ShouldBeLost(RunFile run)
    {
        run["outcome"].ShouldBe("lost");
        run["end"].ShouldNotBeEmpty();
        run["exitCode"].ShouldBeEmpty();
    }

    private static bool IsCompiling() => Docker.Containers().Contains(Container) &&
        File.Exists($"{RunFile.Last(PrivateHost.Sample).Folder}/reports/stage") && File.ReadAllText($"{RunFile.Last(PrivateHost.Sample).Folder}/reports/stage") == "compile\n";
}
