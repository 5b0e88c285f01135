using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>The end of a run: errors and warnings, the table of targets and the outcome.</summary>
internal static class Summary
{
    public static void Print(RunLog log, IReadOnlyCollection<ExecutableTarget> plan, bool isInterrupted)
    {
        log.ErrorsAndWarnings();
        var width = Math.Max(plan.Max(x => x.Name.Length) + 4, 19);
        log.Line();
        log.Line(new string('═', width + 20), RunLog.Plain);
        log.Line(Row("Target", "Status", "Duration"), RunLog.Strong);
        log.Line(new string('─', width + 20), RunLog.Plain);
        foreach (var target in plan.Where(x => x.Status != ExecutionStatus.Collective))
        {
            var hasRun = target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;
            var row = Row(target.Name, target.Status.ToString(), hasRun ? Text(target.Duration) : "");
            var information = Information(target);
            log.Line(information is null ? row.TrimEnd() : $"{row}   // {information}", Colour(target.Status));
        }
        log.Line(new string('─', width + 20), RunLog.Plain);
        log.Line(Row("Total", "", Text(plan.Aggregate(TimeSpan.Zero, (sum, x) => sum + x.Duration))), RunLog.Strong);
        log.Line(new string('═', width + 20), RunLog.Plain);
        log.Line();
        var isFailing = plan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);
        if (isInterrupted)
            log.Line("Build interrupted.", RunLog.Warn);
        else
            log.Line(isFailing ? "Build failed." : "Build succeeded.", isFailing ? RunLog.Bad : RunLog.Good);

        string Row(string name, string status, string duration) => name.PadRight(width) + status.PadRight(10) + duration.PadLeft(10);
    }

    private static string? Information(ExecutableTarget target)
    {
        if (target.Status != ExecutionStatus.Skipped)
            return target.SummaryInformation;
        if (target.Reasons.Count == 0)
            return target.SkipReason is { } reason ? $"{reason.Kind}: {reason.Text}" : null;
        var more = target.Reasons.Count > 1 ? $"; +{target.Reasons.Count - 1} more" : "";
        return RunLog.Render(target.Reasons[0]) + more;
    }

    private static string Text(TimeSpan duration) =>
        duration.TotalSeconds < 1 ? "< 1sec" : $"{(int)duration.TotalMinutes}:{duration.Seconds:00}";

    private static string Colour(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => RunLog.Good,
        ExecutionStatus.Failed => RunLog.Bad,
        ExecutionStatus.NotRun or ExecutionStatus.Aborted => RunLog.Warn,
        _ => RunLog.Plain,
    };
}
