using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Runs;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>
/// Decides and does the steps of one invocation. The plan that is shown and the work that is done come from the same
/// decisions, so they cannot disagree.
/// </summary>
public sealed class WorkflowRun(Workspace workspace, CancellationToken cancellation)
{
    private readonly Dictionary<string, (string Step, UserException Error)> _failed = [];
    private readonly Dictionary<string, List<Work>> _decided = [];
    private bool _engineIsExplained;

    /// <summary>For the process, where what failed says more than that it failed; else null.</summary>
    public int? ExitCode => _failed.Values.Select(failure => (failure.Error as RunFailedException)?.ExitCode).Distinct().ToList() is [var one] ? one : null;

    /// <summary>What the user has to know in full, of each failure: where, what, and what to type.</summary>
    public IEnumerable<string> FailureReports => _failed.Values.Select(failure => failure.Error.Message).Distinct();

    /// <summary>What became of each environment that was asked for.</summary>
    public IEnumerable<EnvironmentResult> Results => workspace.Options.Environments.Select(environment =>
    {
        var failure = FailureOf(environment.Key) ?? FailureOf(environment.Distro.Name);
        var outcome = failure is { Error: RunFailedException run } ? run.Record.Outcome
            : failure is not null ? RunOutcome.Failed
            : cancellation.IsCancellationRequested ? RunOutcome.Interrupted
            : RunOutcome.Succeeded;
        return new EnvironmentResult(
            environment,
            outcome,
            failure?.Error.Message.Split('\n')[0] ?? $"{environment}: {outcome.ToString().ToLowerInvariant()}",
            workspace.Runs.GetValueOrDefault(environment));
    });

    /// <summary>None of it is done, for a reason that was found before the first step.</summary>
    public void Refuse(UserException reason)
    {
        foreach (var environment in workspace.Options.Environments)
            _failed[environment.Key] = ("", reason);
    }

    /// <summary>Decides a step for everything that has not failed, and logs the reasons. Changes nothing.</summary>
    public bool IsNeeded(WorkflowStep step)
    {
        var works = new List<Work>();
        _decided[step.Name] = works;
        foreach (var work in step.Works())
        {
            if (FailureOf(work) is { Step: var failedStep })
            {
                Log.Information("{Key:l}: {Step:l} failed", work.Key, failedStep);
                continue;
            }

            var decision = Decide(work);
            foreach (var reason in decision.Reasons)
                Log.Information("{Key:l}: {Reason:l}", work.Key, reason);
            if (!decision.Needed)
                continue;
            works.Add(work);
            workspace.Pending.Add((step.Name, work.Key));
        }

        return works.Count > 0;
    }

    /// <summary>Does what was decided; goes on with the others when one of several fails.</summary>
    /// <exception cref="UserException">Something failed.</exception>
    public void Do(WorkflowStep step)
    {
        if (!_decided.ContainsKey(step.Name))
            IsNeeded(step);
        var works = _decided[step.Name];
        DoAllAsync(step, works).GetAwaiter().GetResult();
        var errors = works.Where(work => _failed.ContainsKey(work.Key))
            .Select(work => (work.Key, _failed[work.Key].Error))
            .Select(failure => works.Count > 1 && !failure.Error.Message.StartsWith(failure.Key) ? new UserException($"{failure.Key}: {failure.Error.Message}", failure.Error) : failure.Error)
            .ToList();
        if (errors.Count == 1)
            throw errors[0];
        if (errors.Count > 1)
            throw new UserException(string.Join('\n', errors.Select(error => error.Message)));
    }

    // What became of one is known as soon as it has ended: the next may be interrupted.
    private async Task DoAllAsync(WorkflowStep step, List<Work> works)
    {
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = step.Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(works, options, async (work, token) =>
        {
            try
            {
                await work.Act(token);
                lock (gate)
                    workspace.Pending.Remove((step.Name, work.Key));
            }
            catch (Exception caught) when ((caught as UserException ?? HostErrors.Explain(caught)) is { } e)
            {
                lock (gate)
                    _failed[work.Key] = (step.Name, e);
            }
        });
    }

    private Decision Decide(Work work)
    {
        try
        {
            return work.Decide(cancellation).GetAwaiter().GetResult();
        }
        catch (EngineUnreachableException e)
        {
            // Only a plan gets here: a run has stopped before.
            var explained = _engineIsExplained;
            _engineIsExplained = true;
            return Decision.Need(explained ? Decision.EngineIsSilent : $"{Decision.EngineIsSilent}: {e.Message}");
        }
        catch (UserException e)
        {
            // Doing it meets the same error, and the others are not kept from being done.
            return Decision.Need(e.Message);
        }
    }

    private (string Step, UserException Error)? FailureOf(Work work) =>
        FailureOf(work.Key) ?? (work.Requires is { } required ? FailureOf(required) : null);

    private (string Step, UserException Error)? FailureOf(string key) => _failed.TryGetValue(key, out var failure) ? failure : null;
}
