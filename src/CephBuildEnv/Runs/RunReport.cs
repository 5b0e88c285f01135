using CephBuildEnv.Engines;
using CephBuildEnv.Failures;
using CephBuildEnv.Testing;

namespace CephBuildEnv.Runs;

/// <summary>Fills a record with what a run has left in its folder.</summary>
public static class RunReport
{
    /// <summary>How it ended and what failed first, of a container that was watched to its end.</summary>
    public static RunRecord Ended(RunRecord record, RunFolder run, ContainerState ended, string buildDirectory) =>
        Judged(record, run, ended, buildDirectory, killed => RunVerdict.Of(ended, killed));

    /// <summary>The same of a container that went on by itself.</summary>
    public static RunRecord EndedUnwatched(RunRecord record, RunFolder run, ContainerState container, string buildDirectory) =>
        Judged(record, run, container, buildDirectory, killed => RunVerdict.OfUnwatched(container, killed)) with { End = container.Finished };

    /// <summary>What the scripts have counted, and the end where the engine does not know it.</summary>
    public static RunRecord Complete(RunRecord record, RunFolder run, DateTimeOffset end)
    {
        var cache = run.Cache;
        return record with
        {
            End = record.End ?? end,
            Stage = run.Stage,
            PeakMemory = run.PeakMemory,
            Tests = Tests(run),
            CacheHits = cache?.Hits,
            CacheMisses = cache?.Misses,
            CacheSize = cache?.Size,
        };
    }

    private static TestCounts? Tests(RunFolder run) =>
        run.TestResults is { Count: > 0 } files ? TestCounts.Of(CTestResults.Last(CTestResults.Read(files))) : null;

    private static RunRecord Judged(
        RunRecord record, RunFolder run, ContainerState container, string buildDirectory, Func<bool, RunOutcome> verdict)
    {
        if (verdict(false) == RunOutcome.Succeeded)
            return record with { Outcome = RunOutcome.Succeeded, ExitCode = 0 };
        var tests = Tests(run);
        // What a test says is not taken for an error of the tools that built it.
        var failure = tests is null && File.Exists(run.OutputFile) ? FailureReport.Find(LogLines.Read(run.OutputFile)) : null;
        return record with
        {
            Outcome = verdict(failure?.OutOfMemory == true),
            ExitCode = container.Finished is null ? null : container.ExitCode,
            FirstError = failure is not null ? string.Join('\n', failure.Lines)
                : tests is not null ? $"{tests}"
                : container.Killed ? "the container was killed by somebody, through the engine"
                : null,
            Failure = failure is null ? null
                : new(failure.Tool, failure.File, failure.Line, failure.Message, RepeatCommand.Of(failure, buildDirectory, run.Stage)),
        };
    }
}
