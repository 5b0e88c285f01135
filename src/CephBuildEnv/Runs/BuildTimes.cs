namespace CephBuildEnv.Runs;

/// <summary>
/// When something ran in an environment that nobody sat in: a file in the tree that changed then was changed by it. Of runs
/// whose records are gone nothing is known.
/// </summary>
public sealed class BuildTimes
{
    // A disk's clock ticks more slowly than the host's, some by whole seconds.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> _times;

    private BuildTimes(IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> times) => _times = times;

    public static BuildTimes Of(RunHistory history) => new(
    [
        .. history.Runs.Select(run => run.Record).OfType<RunRecord>()
            .Where(record => record.Verb is not (ContainerSpecs.InteractiveVerb or ContainerSpecs.VStartVerb) && IsEndKnown(record))
            .Select(record => (record.Start - Margin, record.End!.Value + Margin)),
    ]);

    public bool Include(DateTimeOffset time) => _times.Any(run => run.Start <= time && time <= run.End);

    // Where nobody saw it, somebody may have been at work for a long time when its absence was noticed, which is what the
    // record of a lost run may say.
    private static bool IsEndKnown(RunRecord record) => record.End is not null && (record.Outcome != RunOutcome.Lost || record.ExitCode is not null);
}
