using System.Text.Json;
using CephBuildEnv.EngineTests.Faults;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What a run may do, how it ends, and what is known of it afterwards.</summary>
[Collection(Order.Runs)]
public sealed class RunTests(PrivateHost host) : EngineTest(host)
{
    private const string Options = "--distro debian-12 --release quickstart";
    private const string Build = $"Build {Options}";
    // Long enough to look at.
    private const string BuildPart = $"{Build} --build-target common";
    private const string Container = $"ceph-build-env.{PrivateHost.Sample}.build";
    private const string CompileBegan = "Building CXX object";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void It_has_no_right_that_it_does_not_need()
    {
        using var _ = CephFolder.CompileEverything();
        using var build = Start(Build, ("A_SECRET_OF_MINE", "hunter2"));
        Await(build, CompileBegan);

        var container = Docker.Inspect(Container);
        build.SignalGroup("INT");
        build.Wait(Checkout.Patience);

        var configuration = container.GetProperty("HostConfig");
        configuration.GetProperty("Privileged").GetBoolean().ShouldBeFalse();
        configuration.GetProperty("CapAdd").ValueKind.ShouldBe(JsonValueKind.Null);
        configuration.GetProperty("SecurityOpt").EnumerateArray().Select(option => option.GetString()).ShouldContain("no-new-privileges");
        configuration.GetProperty("Devices").ToString().ShouldBeOneOf("", "[]");
        configuration.GetProperty("NetworkMode").GetString().ShouldNotBe("host");
        var mounts = container.GetProperty("Mounts").EnumerateArray().ToLookup(mount => mount.GetProperty("RW").GetBoolean(), mount => mount.GetProperty("Source").GetString());
        mounts[true].ShouldBe(
            [CephFolder.Root, CephFolder.Tree(PrivateHost.Sample), $"{CephFolder.Root}/ccache/{PrivateHost.Sample}", $"{RunFile.Last(PrivateHost.Sample).Folder}/reports"], ignoreOrder: true);
        mounts[false].ShouldBe(
            [Checkout.Folder, .. new[] { "ccache", "clusters", "headers", "locks", "logs", "src/.downloads", "src/.objects", "src/.options" }.Select(folder => $"{CephFolder.Root}/{folder}")], ignoreOrder: true);
        container.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void Its_memory_is_limited_and_the_jobs_follow()
    {
        using var _ = CephFolder.CompileEverything();
        using var build = Start($"{Build} --memory 2G");
        Await(build, CompileBegan);

        var container = Docker.Inspect(Container);
        build.SignalGroup("INT");
        var outcome = build.Wait(Checkout.Patience);

        container.GetProperty("HostConfig").GetProperty("Memory").GetInt64().ShouldBe(2L << 30);
        container.GetProperty("HostConfig").GetProperty("MemorySwap").GetInt64().ShouldBe(2L << 30);
        outcome.Errors.ShouldContain("1 job (2G of memory, 3.5G per job)");
        LastRecord().ShouldSatisfyAllConditions(
            record => record.GetProperty("memoryLimit").GetInt64().ShouldBe(2L << 30),
            record => record.GetProperty("jobs").GetInt32().ShouldBe(1));
    }

    [Fact]
    public void One_that_takes_too_long_is_stopped_and_the_next_goes_on()
    {
        Outcome build;
        using (CephFolder.CompileEverything())
            build = Checkout.Build($"{Build} --timeout 5s");

        build.ExitCode.ShouldBe(124);
        build.Errors.ShouldContain("debian-12-quickstart: compile was stopped by --timeout after 0:00:0");
        Docker.Containers().ShouldBeEmpty();
        LastRecord().GetProperty("outcome").GetString().ShouldBe("timed-out");
        Checkout.Build(Build).ShouldSucceed().CompiledFiles.ShouldBeGreaterThan(0);
        Checkout.Build(Build).ShouldSucceed().CompiledFiles.ShouldBe(0);
    }

    [Theory]
    [InlineData("Build", "succeeded|debian-12-quickstart: succeeded", 0, true)]
    [InlineData("Build --branch no-such-branch", "failed|", 2, false)]
    [InlineData("Build --timeout 0.1s", "timed-out|debian-12-quickstart: ", 124, true)]
    public void Who_went_away_is_told_how_it_ended(string target, string said, int exitCode, bool hasRun)
    {
        const string answer = "/var/tmp/notified";
        CephFolder.ChangeNothingThatIsCompiled();

        var build = Checkout.Build([.. $"{target} {Options}".Split(' '), "--notify", $"echo \"$CEPH_OUTCOME|$CEPH_MESSAGE\" >{answer}; cat >{answer}.json"]);

        build.ExitCode.ShouldBe(exitCode, build.Errors);
        File.ReadAllText(answer).ShouldStartWith(said);
        File.ReadAllText($"{answer}.json").ShouldBe(hasRun ? CephFolder.RunRecords(PrivateHost.Sample)[^1] : "");
    }

    [Fact]
    public void Its_output_can_be_read_again_and_followed()
    {
        CephFolder.ChangeNothingThatIsCompiled();
        var built = Checkout.Build(Build).ShouldSucceed();
        var log = Checkout.Build($"Logs {Options}").ShouldSucceed();
        log.Output.ShouldContain("no work to do");
        log.Errors.ShouldContain("-build: build-git.sh succeeded after 0:00:0");
        built.Everything.ShouldContain(log.Output.Trim().Split('\n')[^1]);
        Checkout.Build("Logs").ShouldSucceed().Output.ShouldBe(log.Output);

        using var _ = CephFolder.CompileEverything();
        using var build = Start(BuildPart);
        Await(build, CompileBegan);
        using var follower = Checkout.Start($"Logs --follow {Options}");
        build.Wait(Checkout.Patience).ShouldSucceed();

        var followed = follower.Wait(Checkout.Patience).ShouldSucceed();
        followed.CompiledFiles.ShouldBeGreaterThan(20);
        followed.Errors.ShouldContain("-build: build-git.sh common running, begun");
        followed.Errors.ShouldContain("-build: build-git.sh common succeeded after");
    }

    [Fact]
    public void One_whose_watcher_was_killed_can_be_followed_and_its_end_is_known()
    {
        using (CephFolder.CompileEverything())
        {
            using (var build = Start(BuildPart))
            {
                Await(build, CompileBegan);
                build.Signal("KILL");
                build.Wait(Checkout.Patience);
            }

            var status = Checkout.Build("Status").ShouldSucceed();
            status.Output.ShouldMatch("(?m)^debian-12-quickstart +quickstart +yes +yes +build lost 20.*./build.sh Build --distro debian-12 --release quickstart$");
            status.Errors.ShouldContain($"./build.sh Logs --follow {Options}");

            var followed = Checkout.Build($"Logs --follow {Options}").ShouldSucceed();
            followed.CompiledFiles.ShouldBeGreaterThan(20);
            followed.Errors.ShouldContain("-build: build-git.sh common lost, begun");
        }

        var lost = RunFile.Last(PrivateHost.Sample);
        var next = Checkout.Build(BuildPart).ShouldSucceed();
        next.CompiledFiles.ShouldBe(0);
        next.Errors.ShouldContain("was not watched to its end: succeeded");
        lost["outcome"].ShouldBe("succeeded");
        Docker.Containers().ShouldBeEmpty();
    }

    [Fact]
    public void A_rebuild_is_answered_from_the_cache_and_says_so()
    {
        Checkout.Build(Build).ShouldSucceed();
        Checkout.Read("rm", "-rf", $"{CephFolder.Tree(PrivateHost.Sample)}/build");

        var warm = Checkout.Build(Build).ShouldSucceed();
        warm.Errors.ShouldMatch(@"65 compilations, (5\d|6[0-5]) of them answered by the cache \(\S+ of 50G\)");
        warm.Errors.ShouldNotContain("probable reason");

        using var _ = CephFolder.CompileEverything();
        Checkout.Read("rm", "-rf", $"{CephFolder.Tree(PrivateHost.Sample)}/build");
        Checkout.Build(Build).ShouldSucceed().Errors.ShouldMatch("compiled the same commit, and yet only \\d+ of 65 .* probable reason: results were removed");
    }

    private static RunningCommand Start(string arguments, params (string Name, string Value)[] environment) =>
        new(["./build.sh", .. arguments.Split(' ')], Checkout.Folder, environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    private static void Await(RunningCommand build, string text)
    {
        Wait.Until(() => build.Everything.Contains(text) || build.HasEnded, Patience, $"it says '{text}'");
        build.HasEnded.ShouldBeFalse(build.Everything);
    }

    private static JsonElement LastRecord()
    {
        using var json = JsonDocument.Parse(CephFolder.RunRecords(PrivateHost.Sample)[^1]);
        return json.RootElement.Clone();
    }
}
