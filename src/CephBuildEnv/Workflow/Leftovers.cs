using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Runs;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>
/// What runs leave whose process was killed: records without an end, and a container that may go on. It is never in the way
/// of the next run, and what it did is not lost.
/// </summary>
public sealed class Leftovers(Workspace workspace)
{
    /// <summary>Ends the records that nobody watches any more, and removes the container of the last of them.</summary>
    /// <exception cref="UserException">Somebody works in the container.</exception>
    public async Task ClearAsync(BuildEnvironment environment, string verb, CancellationToken cancellation)
    {
        var name = ContainerSpecs.Name(environment, verb);
        var runs = new RunHistory(workspace.Layout, environment).Runs;
        if (await workspace.Engine.FindContainerAsync(name, cancellation) is { } container)
        {
            var run = runs.LastOrDefault(candidate => candidate.Name == container.Labels.GetValueOrDefault(Labels.Run));
            if (run?.IsWatched == true)
            {
                var what = verb == ContainerSpecs.InteractiveVerb ? "a shell is open" : $"{verb} goes on";
                throw new UserException(
                    $"{what} in {environment} already (container {name}); leave it first, or: " +
                    $"{EngineService.Of(workspace.Engine.Endpoint.Kind).Client} attach {name}");
            }

            await RecoverAsync(environment, container, run, name, cancellation);
        }

        foreach (var run in runs.Where(run => run.IsAbandoned))
            run.RecordLoss();
    }

    private async Task RecoverAsync(
        BuildEnvironment environment, ContainerState container, RunFolder? run, string name, CancellationToken cancellation)
    {
        if (container.Running)
            Log.Warning("{Environment:l}: stopping {Name:l}, which went on after its run was lost; what it has compiled is kept", environment.Key, name);
        if (run?.Record is { Outcome: RunOutcome.Lost } record)
        {
            await workspace.Engine.StopContainerAsync(name, cancellation);
            await using (var output = new RunOutput(run, show: false))
                await workspace.Engine.ReadOutputAsync(name, follow: false, output.WriteAsync, cancellation);
            record = RunReport.EndedUnwatched(record, run, container, workspace.Layout.BuildDirectory(environment));
            record = RunReport.Complete(record, run, workspace.Options.Clock.GetLocalNow());
            run.Write(record);
            Log.Information("{Environment:l}: {Run:l} was not watched to its end: {Outcome:l}; log: {Log:l}", environment.Key, run.Name, record.OutcomeText, run.OutputFile);
        }

        await workspace.Engine.RemoveContainerAsync(name, cancellation);
    }
}
