using Nuke.Common.Output;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Decides which targets of the plan run, and runs them.</summary>
internal sealed class BuildExecutor(NukeBuild build, RunLog log, Interruption interruption)
{
    private readonly IReadOnlyCollection<ExecutableTarget> _plan = build.ExecutionPlan;

    /// <summary>Names of targets that the attempt to be continued has done.</summary>
    public IReadOnlyCollection<string> Done { get; set; } = [];

    /// <summary>A query, say: it is to print its result and nothing else.</summary>
    public bool IsSingleTarget => _plan.Count == 1;

    /// <summary>Applies <c>--skip</c> (no names: everything not asked for) and the static conditions.</summary>
    public void Schedule(IReadOnlyCollection<string>? skip)
    {
        foreach (var target in _plan)
            target.Status = ExecutionStatus.Scheduled;
        foreach (var target in _plan.Where(x => skip != null && (skip.Count == 0 || skip.Contains(x.Name))))
            Skip(target, "Skipped", "via parameter");
        foreach (var target in _plan.Where(x => x.Status == ExecutionStatus.Scheduled))
        {
            try
            {
                SkipUnless(target, target.StaticConditions);
            }
            catch (Exception exception) when (UserErrors.Messages(exception) is { } messages)
            {
                throw new StartException($"{target.Name}: {string.Join(Environment.NewLine, messages)}", exitCode: 1);
            }
        }
    }

    /// <summary>Whether the target, whose turn it is, runs. Else it has been skipped.</summary>
    public bool Decide(ExecutableTarget target)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return false;
        if (!Done.Contains(target.Name))
            return SkipUnless(target, target.DynamicConditions);
        target.Status = ExecutionStatus.Skipped;
        return false;
    }

    public void Run()
    {
        foreach (var target in _plan)
        {
            if (interruption.IsRequested)
                break;
            Run(target);
            if (target.Status == ExecutionStatus.Failed && !target.ProceedAfterFailure)
                break;
        }
        foreach (var target in _plan.Where(x => x is { AssuredAfterFailure: true, Status: ExecutionStatus.Scheduled }))
            Run(target);
        Close();
    }

    /// <summary>Settles what has not ended: nothing more will run.</summary>
    public void Close()
    {
        foreach (var target in _plan)
        {
            target.Status = target.Status switch
            {
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                var status => status,
            };
            target.Stopwatch.Stop();
        }
    }

    private void Run(ExecutableTarget target)
    {
        var wasInterrupted = interruption.IsRequested;
        try
        {
            if (!Decide(target))
            {
                target.Reasons.ForEach(x => Log.Information("{Target} skipped: {Reason}", target.Name, RunLog.Render(x)));
                build.OnTargetSkipped(target.Name);
            }
            else if (target.Actions.Count == 0)
                target.Status = ExecutionStatus.Collective;
            else
                Execute(target, () => interruption.IsRequested && !wasInterrupted);
        }
        catch (Exception exception)
        {
            Fail(target, UserErrors.Unwrap(exception), () => interruption.IsRequested && !wasInterrupted);
        }
        finally
        {
            target.Stopwatch.Stop();
            log.EndTarget();
        }
    }

    private void Execute(ExecutableTarget target, Func<bool> wasAborted)
    {
        log.BeginTarget(target.Name, withHeader: !IsSingleTarget);
        target.Reasons.ForEach(log.Emit);
        target.Status = ExecutionStatus.Running;
        target.Stopwatch.Start();
        build.OnTargetRunning(target.Name);
        target.Actions.ForEach(x => x());
        target.Stopwatch.Stop();
        target.Status = wasAborted() ? ExecutionStatus.Aborted : ExecutionStatus.Succeeded;
        if (target.Status == ExecutionStatus.Succeeded)
            build.OnTargetSucceeded(target.Name);
    }

    private void Fail(ExecutableTarget target, Exception exception, Func<bool> wasAborted)
    {
        if (interruption.Explains(exception))
        {
            // Not a fault: the target did what the signal asked for.
            target.Status = ExecutionStatus.Aborted;
            return;
        }
        target.Status = wasAborted() ? ExecutionStatus.Aborted : ExecutionStatus.Failed;
        log.Failure(target.Name, exception);
        var message = UserErrors.Messages(exception)?[0] ?? $"{exception.GetType().Name}: {exception.Message}";
        target.SummaryInformation ??= message.Split('\n', 2)[0].TrimEnd();
        if (target.Status == ExecutionStatus.Failed)
            build.OnTargetFailed(target.Name);
    }

    private bool SkipUnless(ExecutableTarget target, List<ExecutableTarget.Condition> conditions)
    {
        var violated = log.Capture(target.Reasons, () => conditions.FindAll(x => !x.IsMet()));
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
        var stillNeeded = _plan.Where(x => x != target && x.Status == ExecutionStatus.Scheduled)
            .SelectMany(x => x.ExecutionDependencies.Concat(x.Triggers)).ToHashSet();
        foreach (var other in target.ExecutionDependencies.Concat(target.Triggers).Where(x => !stillNeeded.Contains(x) && !x.Invoked))
            Skip(other, "Skipped", $"because of {target.Name}");
    }
}
