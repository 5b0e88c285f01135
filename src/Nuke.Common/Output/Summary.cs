using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>The end of a run: errors and warnings, the table of targets and the outcome.</summary>
internal static class Summary
{
    public static void Print(RunLog log, NukeBuild build, bool isInterrupted)
    {
        var plan = build.ExecutionPlan;
        // Those of a single target have just been shown.
        if (plan.Count > 1)
            log.ErrorsAndWarnings();
        var width = Math.Max(plan.Max(x => x.Name.Length) + 4, 19);
        RunLog.Line();
        RunLog.Line(new string('═', width + 20), RunLog.Plain);
        RunLog.Line(Row("Target", "Status", "Duration"), RunLog.Strong);
        RunLog.Line(new string('─', width + 20), RunLog.Plain);
        foreach (var target in plan.Where(x => x.Status != ExecutionStatus.Collective))
        {
            var hasRun = target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted;
            var row = Row(target.Name, target.Status.ToString(), hasRun ? Text(target.Duration) : "");
            var information = target.Status == ExecutionStatus.Skipped ? WhySkipped(target) : target.FailureText is { } failure ? Short(failure) : null;
            RunLog.Line(information is null ? row.TrimEnd() : $"{row}   // {information}", Colour(target.Status));
        }
        RunLog.Line(new string('─', width + 20), RunLog.Plain);
        RunLog.Line(Row("Total", "", Text(plan.Aggregate(TimeSpan.Zero, (sum, x) => sum + x.Duration))), RunLog.Strong);
        RunLog.Line(new string('═', width + 20), RunLog.Plain);
        RunLog.Line();
        var (outcome, colour) = isInterrupted ? ("interrupted", RunLog.Warn) : build.IsFailing ? ("failed", RunLog.Bad) : ("succeeded", RunLog.Good);
        RunLog.Line($"Build {outcome}{(build.ExitCode is > 0 and var code ? $"; exit code {code}" : "")}.", colour);

        string Row(string name, string status, string duration) => name.PadRight(width) + status.PadRight(10) + duration.PadLeft(10);
    }

    private static string? WhySkipped(ExecutableTarget target)
    {
        if (target.Reasons.Count == 0)
            return target.SkipReason is { } reason ? $"{reason.Kind}: {reason.Text}" : null;
        var more = target.Reasons.Count > 1 ? $"; +{target.Reasons.Count - 1} more" : "";
        return Short(RunLog.Render(target.Reasons[0])) + more;
    }

    /// <summary>What keeps the table readable: the first line's first statement, the remedy behind it left out.</summary>
    private static string Short(string text)
    {
        const int limit = 80;
        var statement = RunLog.FirstLine(text).Split("; ", 2)[0];
        return statement.Length > limit ? statement[..(limit - 1)].TrimEnd() + "…" : statement;
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
