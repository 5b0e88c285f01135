using Nuke.Common.Output;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Decides which targets of the plan run, and runs them.</summary>
internal sealed class BuildExecutor(IReadOnlyCollection<ExecutableTarget> plan, RunLog log, Interruption interruption)
{
    /// <summary>Skips what is done already, what <c>--skip</c> names (no names: everything not asked for), and by static conditions.</summary>
    public void Schedule(IReadOnlyCollection<string> done, IReadOnlyCollection<ExecutableTarget>? skip)
    {
        foreach (var target in plan)
            target.Status = done.Contains(target.Name) ? ExecutionStatus.Skipped : ExecutionStatus.Scheduled;
        foreach (var target in plan.Where(x => skip != null && (skip.Count == 0 || skip.Contains(x))))
            Skip(target, "Skipped", "via parameter");
        foreach (var target in plan.Where(x => x.Status == ExecutionStatus.Scheduled))
            SkipUnless(target, target.StaticConditions);
    }

    /// <summary>Whether the target, whose turn it is, runs. Else it has been skipped.</summary>
    public bool Decide(ExecutableTarget target) =>
        target.Status == ExecutionStatus.Scheduled && SkipUnless(target, target.DynamicConditions);

    public void Run()
    {
        foreach (var target in plan)
        {
            if (interruption.IsRequested)
                break;
            Run(target);
            if (target.Status == ExecutionStatus.Failed && !target.ProceedAfterFailure)
                break;
        }
        foreach (var target in plan.Where(x => x is { AssuredAfterFailure: true, Status: ExecutionStatus.Scheduled }))
            Run(target);
        Close();
    }

    /// <summary>Settles what has not ended: nothing more will run.</summary>
    public void Close()
    {
        foreach (var target in plan)
        {
            target.Stopwatch.Stop();
            if (target.Status == ExecutionStatus.Scheduled)
                target.Status = ExecutionStatus.NotRun;
            else if (target.Status == ExecutionStatus.Running)
                target.Status = ExecutionStatus.Aborted;
        }
    }

    private void Run(ExecutableTarget target)
    {
        var wasInterrupted = interruption.IsRequested;
        try
        {
            if (Decide(target))
                Execute(target);
            else
                target.Reasons.ForEach(x => Log.Write(x.Level, "{Target}: skipped, {Reason}", target.Name, RunLog.Render(x)));
        }
        catch (Exception exception) when (interruption.Explains(exception))
        {
            // Not a fault: the target did what the signal asked for.
            target.Status = ExecutionStatus.Aborted;
        }
        catch (Exception exception)
        {
            target.Status = ExecutionStatus.Failed;
            target.FailureText = log.Failure(target, exception);
        }
        target.Stopwatch.Stop();
        log.EndTarget();
        // A signal aborts what runs, not what cleans up after it.
        if (interruption.IsRequested && !wasInterrupted && target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed)
            target.Status = ExecutionStatus.Aborted;
    }

    private void Execute(ExecutableTarget target)
    {
        target.Status = ExecutionStatus.Collective;
        if (target.Actions.Count == 0)
            return;
        log.BeginTarget(target);
        if (plan.Count > 1)
            RunLog.Header(target.Name);
        target.Reasons.ForEach(log.Emit);
        target.Status = ExecutionStatus.Running;
        target.Stopwatch.Start();
        target.Actions.ForEach(x => x());
        target.Status = ExecutionStatus.Succeeded;
    }

    private bool SkipUnless(ExecutableTarget target, List<(Func<bool> IsMet, string Text)> conditions)
    {
        log.BeginConditions(target);
        var violated = conditions.FindAll(x => !x.IsMet());
        log.EndTarget();
        if (violated.Count > 0)
            Skip(target, "OnlyWhen", string.Join(" && ", violated.Select(x => x.Text)));
        return violated.Count == 0;
    }

    /// <summary>Skips the target and what the plan holds only because of it. What the user asked for by name is skipped by conditions only.</summary>
    private void Skip(ExecutableTarget target, string kind, string reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;
        if (!target.Invoked || kind == "OnlyWhen")
        {
            target.Status = ExecutionStatus.Skipped;
            target.SkipReason = (kind, reason);
        }
        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;
        var stillNeeded = plan.Where(x => x != target && x.Status == ExecutionStatus.Scheduled)
            .SelectMany(x => x.ExecutionDependencies.Concat(x.Triggers)).ToHashSet();
        foreach (var other in target.ExecutionDependencies.Concat(target.Triggers).Where(x => !stillNeeded.Contains(x) && !x.Invoked))
            Skip(other, "Skipped", $"because of {target.Name}");
    }
}
