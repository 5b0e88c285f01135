using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Processes;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Runs a script in an environment's container and keeps the record of it.</summary>
public sealed class ContainerRuns(Workspace workspace)
{
    /// <summary>Opens a shell, or runs its arguments.</summary>
    public const string ShellScript = "interactive.sh";

    private readonly ContainerSpecs _specs = new(workspace.Layout);

    private TimeProvider Clock => workspace.Options.Clock;

    /// <summary>Runs it to its end; its output goes to the terminal and to the run's log.</summary>
    /// <exception cref="RunFailedException">It failed.</exception>
    public async Task<RunRecord> RunAsync(RunRequest request, CancellationToken cancellation)
    {
        var jobs = await workspace.JobsAsync(cancellation);
        if (request.RetryOf is not null)
            jobs = JobCount.Half(jobs);
        var (run, record, spec, dirty) = await BeginAsync(request, jobs, cancellation);
        using var watched = run;
        Log.Information("{Environment:l}: {Jobs:l} ({Reason:l}); log: {Log:l}", record.Environment, JobCount.Text(jobs.Count), jobs.Reason, run.OutputFile);
        record = await RunToTheEndAsync(spec, run, record, dirty, cancellation);
        return record.Outcome == RunOutcome.Succeeded ? record : throw new RunFailedException(record, run);
    }

    /// <summary>Runs it on the terminal; returns its exit code.</summary>
    public async Task<int> RunOnTerminalAsync(RunRequest request, CancellationToken cancellation)
    {
        var jobs = await workspace.JobsAsync(cancellation);
        var (run, record, spec, dirty) = await BeginAsync(request, jobs, cancellation);
        using var watched = run;
        record = await WriteBeginningAsync(run, record, dirty);
        var began = Clock.GetTimestamp();
        record = record with { Outcome = RunOutcome.Lost };
        try
        {
            await using var output = new RunOutput(run, show: false);
            var exitCode = await workspace.Engine.RunOnTerminalAsync(spec with { NoNewPrivileges = false }, output.WriteAsync, cancellation);
            record = record with { Outcome = RunOutcome.Succeeded, ExitCode = exitCode };
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            record = record with { Outcome = RunOutcome.Interrupted };
            throw;
        }
        finally
        {
            run.Write(record with { End = record.Start + Clock.GetElapsedTime(began) });
        }
    }

    // Whether the tree has changes is found out beside all else, and known before the container can change any.
    private async Task<(RunFolder Run, RunRecord Record, ContainerSpec Spec, Task<bool> Dirty)> BeginAsync(
        RunRequest request, JobCount jobs, CancellationToken cancellation)
    {
        var environment = request.Environment;
        var image = await RequireImageAsync(request.Image, cancellation);
        var tree = workspace.SourceTree(environment);
        var state = tree.Inspect() ?? throw new UserException($"{tree.Folder} does not exist; make it: leave {BuildPrepareStep.StepName} out of --skip");
        var dirty = Task.Run(() => tree.IsDirtyAsync(cancellation), cancellation);
        await new Leftovers(workspace).ClearAsync(environment, request.Verb, cancellation);
        var dependencies = DependencyFiles.Hash(DependencyFiles.OfTree(tree.Folder, environment.Distro.Family));
        WarnAboutOtherRelease(environment, state);

        // What cannot be run is no run: the folder comes last.
        var start = Clock.GetLocalNow();
        var run = new RunHistory(workspace.Layout, environment).Begin(request.Verb, start);
        var record = new RunRecord
        {
            Run = run.Name,
            Environment = environment.Key,
            Distro = environment.Distro.Name,
            Release = environment.Release.Value,
            Verb = request.Verb,
            Command = ShellQuote.Join([request.Script, .. request.Arguments]),
            Image = request.Image,
            ImageId = image.Id,
            Repository = state.Origin,
            Branch = state.Branch,
            Commit = state.Commit,
            Jobs = jobs.Count,
            MemoryLimit = workspace.Options.Memory?.Bytes,
            RetryOf = request.RetryOf?.Run,
            Start = start,
        };
        workspace.Runs[environment] = run;
        var spec = _specs.Create(environment, request.Verb, request.Image, request.Script, request.Arguments, run, jobs, dependencies);
        return (run, record, spec with { Memory = workspace.Options.Memory?.Bytes, Environment = spec.Environment.SetItems(request.Variables) }, dirty);
    }

    private static async Task<RunRecord> WriteBeginningAsync(RunFolder run, RunRecord record, Task<bool> dirty)
    {
        record = record with { Dirty = await dirty };
        run.Write(record);
        return record;
    }

    private async Task<RunRecord> RunToTheEndAsync(
        ContainerSpec spec, RunFolder run, RunRecord record, Task<bool> dirty, CancellationToken cancellation)
    {
        var began = Clock.GetTimestamp();
        using var limit = new CancellationTokenSource(workspace.Options.Timeout ?? Timeout.InfiniteTimeSpan, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            ContainerState ended;
            await using (var output = new RunOutput(run, show: true))
            {
                ended = await workspace.Engine.RunAsync(
                    spec, async () => record = await WriteBeginningAsync(run, record, dirty), output.WriteAsync, either.Token);
            }

            record = RunReport.Ended(record, run, ended, spec.Environment["CEPH_BUILD_DIR"]);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            record = record with { Outcome = RunOutcome.TimedOut };
        }
        catch (OperationCanceledException)
        {
            record = record with { Outcome = RunOutcome.Interrupted };
            throw;
        }
        catch (UserException e)
        {
            record = record with { Outcome = e is EngineUnreachableException ? RunOutcome.Lost : RunOutcome.Failed, FirstError = e.Message };
            throw;
        }
        finally
        {
            record = RunReport.Complete(record, run, record.Start + Clock.GetElapsedTime(began));
            run.Write(record);
        }

        return record;
    }

    private async Task<ImageState> RequireImageAsync(string tag, CancellationToken cancellation) =>
        await workspace.Images.FindAsync(tag, cancellation)
        ?? throw new UserException($"{tag} does not exist; build it: leave {BuildPrepareStep.StepName} out of --skip");

    private void WarnAboutOtherRelease(BuildEnvironment environment, SourceTreeState state)
    {
        var expected = workspace.Options.Branch ?? environment.Release.Value;
        if (state.Branch is { } branch && branch != expected)
        {
            Log.Warning(
                "{Environment:l}: {Branch:l} is checked out, not {Release:l}; it is compiled as it is, and its objects go to the compiler cache of {Environment:l}",
                environment.Key, branch, expected, environment.Key);
        }
    }
}
