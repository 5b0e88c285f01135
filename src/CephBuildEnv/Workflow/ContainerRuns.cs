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

    // 128 + SIGTERM.
    private const long StoppedExitCode = 143;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly ContainerSpecs _specs = new(workspace.Layout);

    private TimeProvider Clock => workspace.Options.Clock;

    /// <summary>Runs it to its end; its output goes to the terminal and to the run's log.</summary>
    /// <exception cref="RunFailedException">It failed.</exception>
    public async Task<RunRecord> RunAsync(RunRequest request, CancellationToken cancellation)
    {
        var jobs = await workspace.JobsAsync(cancellation);
        if (request.RetryOf is not null)
            jobs = JobCount.Half(jobs);
        var (run, record, spec, isDirty) = await BeginAsync(request, jobs, cancellation);
        using var watched = run;
        Log.Information("{Environment:l}: {Jobs:l} ({Reason:l}); log: {Log:l}", record.Environment, JobCount.Text(jobs.Count), jobs.Reason, run.OutputFile);
        record = await RunToTheEndAsync(spec, run, record, isDirty, (look, output, token) => RunAsync(spec, run, look, output, token), cancellation);
        return record.Outcome == RunOutcome.Succeeded ? record : throw new RunFailedException(record, run);
    }

    // git takes as long to look at a tree with Ceph's submodules as the engine to start a container: both at once, and the scripts
    // touch nothing before it has (await_host in bin/lib.sh).
    private async Task<ContainerState?> RunAsync(
        ContainerSpec spec, RunFolder run, Func<CancellationToken, Task> look, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var held = run.HoldTree();
        var looking = Task.Run(LookAsync, CancellationToken.None);
        var going = workspace.Engine.RunAsync(spec, output, both.Token);
        if (await Task.WhenAny(looking, going) is { IsCompletedSuccessfully: false })
            await both.CancelAsync();
        // What was wrong with the tree is said before what that has made of the container.
        await Task.WhenAll(looking, going);
        return await going;

        // Where it fails, the tree is held until the container has ended.
        async Task LookAsync()
        {
            await look(both.Token);
            held.Dispose();
        }
    }

    /// <summary>Starts it, and comes back when its scripts say that it is up: it goes on by itself then. Nothing of it is left where it fails.</summary>
    /// <exception cref="RunFailedException">It ended before.</exception>
    public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellation)
    {
        var (run, record, spec, isDirty) = await BeginAsync(request, await workspace.JobsAsync(cancellation), cancellation);
        using var watched = run;
        Log.Information("{Environment:l}: starting {Name:l}; log: {Log:l}", record.Environment, spec.Name, run.OutputFile);
        record = await RunToTheEndAsync(spec, run, record, isDirty, (look, output, token) => StartAsync(spec, run, look, output, token), cancellation);
        return record.Outcome == RunOutcome.Succeeded ? record : throw new RunFailedException(record, run);
    }

    // Null when it is up.
    private async Task<ContainerState?> StartAsync(
        ContainerSpec spec, RunFolder run, Func<CancellationToken, Task> look, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation)
    {
        await look(cancellation);
        await workspace.Engine.StartAsync(spec, cancellation);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var said = workspace.Engine.ReadOutputAsync(spec.Name, follow: true, output, enough.Token);
        try
        {
            while (run.Stage != RunFolder.Up)
            {
                if (await Task.WhenAny(said, Task.Delay(PollInterval, cancellation)) == said)
                    return await EndedAsync(spec, cancellation);
                cancellation.ThrowIfCancellationRequested();
            }

            return null;
        }
        catch
        {
            await workspace.Engine.RemoveContainerAsync(spec.Name, CancellationToken.None);
            throw;
        }
        finally
        {
            await enough.CancelAsync();
            await said.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<ContainerState> EndedAsync(ContainerSpec spec, CancellationToken cancellation)
    {
        var name = spec.Name;
        // What it says ends a moment before itself.
        await workspace.Engine.StopContainerAsync(name, cancellation);
        var state = await workspace.Engine.FindContainerAsync(name, cancellation);
        await workspace.Engine.RemoveContainerAsync(name, cancellation);
        // It was removed, or it was up and stopped in order, before that was seen: no cluster in any case.
        return state is null or { ExitCode: 0 }
            ? new(state?.Id ?? name, Running: false, StoppedExitCode, OutOfMemory: false, Clock.GetLocalNow(), spec.Labels)
            : state;
    }

    /// <summary>Runs it on the terminal; returns its exit code.</summary>
    public async Task<int> RunOnTerminalAsync(RunRequest request, CancellationToken cancellation)
    {
        var jobs = await workspace.JobsAsync(cancellation);
        var (run, record, spec, isDirty) = await BeginAsync(request, jobs, cancellation);
        using var watched = run;
        record = await WriteBeginningAsync(run, record, isDirty, cancellation);
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

    private async Task<(RunFolder Run, RunRecord Record, ContainerSpec Spec, DirtyCheck IsDirty)> BeginAsync(
        RunRequest request, JobCount jobs, CancellationToken cancellation)
    {
        var environment = request.Environment;
        var image = await workspace.RequireImageAsync(request.Image, BuildPrepareStep.StepName, cancellation);
        var tree = workspace.SourceTree(environment);
        var state = tree.Inspect() ?? throw new UserException($"{tree.Folder} does not exist; make it: leave {BuildPrepareStep.StepName} out of --skip");
        await new Leftovers(workspace).ClearAsync(environment, request.Verb, cancellation);
        var spec = Spec(request, jobs);
        WarnAboutOtherRelease(environment, state);
        workspace.RememberOptions(environment);

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
        return (run, record, request.Adapt(_specs.Of(run, spec)), token => LookAtTreeAsync(tree, request, token));
    }

    /// <summary>What a script of an environment runs in, but for what is of one run.</summary>
    /// <exception cref="UserException">The tree is none of Ceph's, or does not take the options.</exception>
    internal ContainerSpec Spec(RunRequest request, JobCount jobs)
    {
        var environment = request.Environment;
        var dependencies = DependencyFiles.Hash(DependencyFiles.OfTree(workspace.Layout.Source(environment), environment.Distro.Family));
        var spec = _specs.Create(environment, request.Verb, request.Image, request.Script, request.Arguments, jobs, dependencies);
        return spec with
        {
            Memory = workspace.Options.Memory?.Bytes,
            Environment = spec.Environment
                .SetItems(workspace.Options.Variables)
                .SetItems(workspace.ConfigurationOf(environment)?.Variables ?? [])
                .SetItems(request.Variables),
        };
    }

    private static async Task<RunRecord> WriteBeginningAsync(RunFolder run, RunRecord record, DirtyCheck isDirty, CancellationToken cancellation)
    {
        run.Write(record);
        record = record with { Dirty = await isDirty(cancellation) };
        run.Write(record);
        return record;
    }

    private delegate Task<bool> DirtyCheck(CancellationToken cancellation);

    private static async Task<bool> LookAtTreeAsync(SourceTree tree, RunRequest request, CancellationToken cancellation)
    {
        var dirty = tree.IsDirtyAsync(cancellation);
        await Task.WhenAll(dirty, Task.Run(() => request.BeforeScripts(cancellation), cancellation));
        return await dirty;
    }

    private delegate Task<ContainerState?> Going(Func<CancellationToken, Task> look, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation);

    private async Task<RunRecord> RunToTheEndAsync(
        ContainerSpec spec, RunFolder run, RunRecord record, DirtyCheck isDirty, Going going, CancellationToken cancellation)
    {
        var began = Clock.GetTimestamp();
        using var limit = new CancellationTokenSource(workspace.Options.Timeout ?? Timeout.InfiniteTimeSpan, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            ContainerState? ended;
            await using (var output = new RunOutput(run, show: true))
                ended = await going(async token => record = await WriteBeginningAsync(run, record, isDirty, token), output.WriteAsync, either.Token);
            record = ended is null
                ? record with { Outcome = RunOutcome.Succeeded }
                : RunReport.Ended(record, run, ended, spec.Environment["CEPH_BUILD_DIR"]);
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
