using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class BuildTimesTests : IDisposable
{
    private static readonly DateTimeOffset Start = RunRecordTests.Ended.Start;
    private static readonly DateTimeOffset End = RunRecordTests.Ended.End!.Value;

    private readonly TestHost _host = new TestHost().Prepared();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    public void From_the_start_of_a_run(int seconds, bool expected) => Times(RunRecordTests.Ended).Include(Start.AddSeconds(seconds)).ShouldBe(expected);

    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public void To_its_end(int seconds, bool expected) => Times(RunRecordTests.Ended).Include(End.AddSeconds(seconds).ToUniversalTime()).ShouldBe(expected);

    [Fact]
    public void Between_two_runs_nothing_was_built()
    {
        var times = Times(RunRecordTests.Ended, RunRecordTests.Ended with { Start = Start.AddDays(1), End = End.AddDays(1) });

        times.Include(End.AddHours(3)).ShouldBeFalse();
        times.Include(End.AddDays(1)).ShouldBeTrue();
    }

    [Fact]
    public void Somebody_sits_in_a_shell() => Times(RunRecordTests.Ended with { Verb = "interactive" }).Include(Start.AddMinutes(1)).ShouldBeFalse();

    [Fact]
    public void A_run_whose_end_nobody_saw_says_nothing()
    {
        Times(RunRecordTests.Running).Include(Start).ShouldBeFalse();
        // Its record says when somebody looked.
        Times(RunRecordTests.Ended with { Outcome = RunOutcome.Lost, ExitCode = null }).Include(Start).ShouldBeFalse();
    }

    [Fact]
    public void A_lost_run_whose_end_the_engine_knew_counts() => Times(RunRecordTests.Ended with { Outcome = RunOutcome.Lost }).Include(Start).ShouldBeTrue();

    [Fact]
    public void Without_records_nothing_is_known() => Times().Include(Start).ShouldBeFalse();

    private BuildTimes Times(params RunRecord[] records)
    {
        var history = new RunHistory(_host.Layout, TestHost.Environment());
        foreach (var record in records)
        {
            using var run = history.Begin(record.Verb, record.Start);
            run.Write(record);
        }

        return BuildTimes.Of(history);
    }
}
