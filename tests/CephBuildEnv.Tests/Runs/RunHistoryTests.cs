using CephBuildEnv.Clusters;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 31, 7, TimeSpan.FromHours(1));

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly RunHistory _history;

    public RunHistoryTests() => _history = new(_host.Layout, TestHost.Environment());

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Runs_are_numbered() => new[] { Begin(), Begin("interactive"), Begin() }.ShouldBe(["0001-build", "0002-interactive", "0003-build"]);

    [Fact]
    public void Each_environment_has_its_own()
    {
        Begin();

        using var other = new RunHistory(_host.Layout, TestHost.Environment("squid")).Begin("build", Now);
        other.Folder.ShouldBe($"{_host.Root}/logs/debian-12-squid/0001-build");
    }

    [Fact]
    public void The_last_one_is_the_one_that_began_last_also_when_the_clock_was_set_back()
    {
        Begin(record: RunRecordTests.Ended with { Run = "first", Start = Now });
        Begin(record: RunRecordTests.Ended with { Run = "second", Start = Now.AddHours(-5) });

        _history.LastRecord!.Run.ShouldBe("second");
        _history.Find(null).Name.ShouldBe("0002-build");
    }

    [Fact]
    public void Many_at_once_have_a_folder_each()
    {
        var names = new string[20];
        Parallel.For(0, names.Length, index => names[index] = Begin());

        names.Distinct().Count().ShouldBe(names.Length);
    }

    [Fact]
    public void What_is_not_a_run_of_ours_is_passed_over()
    {
        Begin(record: RunRecordTests.Ended);
        foreach (var name in new[] { "notes", "9999-build.old", "20261122-103107-build-02", "-build", "12345678901234-build" })
            Directory.CreateDirectory($"{_host.Root}/logs/debian-12-reef/{name}");

        _history.Runs.Select(run => run.Name).ShouldBe(["0001-build"]);
    }

    [Fact]
    public void A_record_that_is_broken_or_a_shells_is_passed_over()
    {
        Begin(record: RunRecordTests.Ended);
        Begin("interactive", RunRecordTests.Ended with { Verb = "interactive" });
        Begin();
        File.WriteAllText(_history.Runs[^1].RecordPath, "{");

        _history.LastRecord.ShouldBe(RunRecordTests.Ended);
    }

    [Fact]
    public void Without_runs_there_is_no_last_one()
    {
        _history.LastRecord.ShouldBeNull();
        Should.Throw<UserException>(() => _history.Find(null)).Message
            .ShouldBe("nothing has run in debian-12-reef yet; to build it: ./build.sh Build --distro debian-12 --release reef");
    }

    [Fact]
    public void A_verb_of_two_words_counts_like_any_other()
    {
        _history.Begin("compile-commands", TimeProvider.System.GetLocalNow()).Dispose();
        _history.Begin("build", TimeProvider.System.GetLocalNow()).Dispose();

        _history.Runs.Select(run => run.Name).ShouldBe(["0001-compile-commands", "0002-build"]);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0002")]
    [InlineData("0002-build")]
    public void One_is_found_by_its_number_or_name(string name)
    {
        Begin();
        Begin();
        Begin();

        _history.Find(name).Name.ShouldBe("0002-build");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("0001-build/..")]
    public void One_that_does_not_exist_is_an_error_that_lists_them(string name)
    {
        Begin();

        Should.Throw<UserException>(() => _history.Find(name)).Message.ShouldBe($"--run: debian-12-reef has no run '{name}'; it has 0001-build");
    }

    [Fact]
    public void The_oldest_are_removed_when_there_are_too_many()
    {
        for (var count = 0; count < RunHistory.RunsKept + 3; count++)
            Begin(record: RunRecordTests.Ended with { Start = Now });

        _history.Runs.Count.ShouldBe(RunHistory.RunsKept);
        _history.Runs[^1].Number.ShouldBe(RunHistory.RunsKept + 3);
    }

    [Fact]
    public void Those_that_are_too_old_are_removed_but_for_the_last()
    {
        foreach (var days in new[] { 2, -1, 1 })
            Begin(ended: Now - RunHistory.AgeKept - TimeSpan.FromDays(days));

        Begin();

        _history.Runs.Select(run => run.Number).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void A_run_that_goes_on_is_never_removed()
    {
        using var running = _history.Begin("build", Now);
        running.Write(RunRecordTests.Running);
        Directory.SetLastWriteTimeUtc(running.Folder, (Now - RunHistory.AgeKept - TimeSpan.FromDays(1)).UtcDateTime);

        Begin();
        Begin();

        _history.Runs.Select(run => run.Number).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void The_run_that_a_cluster_goes_on_by_is_never_removed()
    {
        var run = Begin("vstart");
        new ClusterStore(_host.Layout).Write(new()
        {
            Name = "one", Distro = "debian-12", Release = "reef", Daemons = new(), Port = 20000, Created = Now, Run = run,
        });

        for (var count = 0; count < RunHistory.RunsKept + 3; count++)
            Begin(ended: Now - RunHistory.AgeKept - TimeSpan.FromDays(1));

        _history.Runs.Select(kept => kept.Name).ShouldContain(run);
        _history.Runs.Count.ShouldBeLessThanOrEqualTo(RunHistory.RunsKept);
    }

    private string Begin(string verb = "build", RunRecord? record = null, DateTimeOffset? ended = null)
    {
        var run = _history.Begin(verb, Now);
        if (record is not null)
            run.Write(record);
        run.Dispose();
        Directory.SetLastWriteTimeUtc(run.Folder, (ended ?? Now).UtcDateTime);
        return run.Name;
    }
}
