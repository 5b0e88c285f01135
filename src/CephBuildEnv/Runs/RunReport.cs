using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;

namespace CephBuildEnv.Runs;

/// <summary>Fills a record with what a run has left in its folder.</summary>
public static class RunReport
{
    /// <summary>How it ended and what failed first, of a container that was watched to its end.</summary>
    public static RunRecord Ended(RunRecord record, RunFolder run, ContainerState ended) =>
        Judged(record, run, ended, killed => RunVerdict.Of(ended, killed));

    /// <summary>The same of a container that went on by itself.</summary>
    public static RunRecord EndedUnwatched(RunRecord record, RunFolder run, ContainerState container) =>
        Judged(record, run, container, killed => RunVerdict.OfUnwatched(container, killed)) with { End = container.Finished };

    /// <summary>What the scripts have counted.</summary>
    public static RunRecord Complete(RunRecord record, RunFolder run, DateTimeOffset end)
    {
        var cache = run.Cache;
        return record with
        {
            End = end,
            Stage = run.Stage,
            PeakMemory = run.PeakMemory,
            CacheHits = cache?.Hits,
            CacheMisses = cache?.Misses,
            CacheSize = cache?.Size,
        };
    }

    private static RunRecord Judged(RunRecord record, RunFolder run, ContainerState container, Func<bool, RunOutcome> verdict)
    {
        if (container is { Running: false, ExitCode: 0 })
            return record with { Outcome = RunOutcome.Succeeded, ExitCode = 0 };
        var error = File.Exists(run.OutputFile) ? FirstError.Find(File.ReadLines(run.OutputFile)) : null;
        return record with
        {
            Outcome = verdict(false),
            ExitCode = container.Running ? null : container.ExitCode,
            FirstError = error is not null ? string.Join('\n', error)
                : container.Killed ? "the container was killed by somebody, through the engine"
                : null,
        };
    }
}
