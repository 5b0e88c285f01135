using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Failures;
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

    /// <summary>Runs it to its end; its output goes to the terminal and to the run's log.</summary>
    /// <exception cref="RunFailedException">It failed.</exception>
    public async Task<RunRecord> RunAsync(
        BuildEnvironment environment, string verb, string tag, string script, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        await RemoveLeftoverAsync(environment, verb, cancellation);
        var image = await RequireImageAsync(tag, cancellation);
        var tree = workspace.SourceTree(environment);
        var state = tree.Inspect() ?? throw new UserException($"{tree.Folder} does not exist; make it: leave {BuildPrepareStep.StepName} out of --skip");
        WarnAboutOtherRelease(environment, state);
        var folder = RunFolder.Create(workspace.Layout, environment, verb, TimeProvider.System.GetLocalNow());
        var jobs = workspace.Jobs();
        Log.Information("{Environment:l}: {Jobs} jobs ({Reason:l}); log: {Log:l}", environment.Key, jobs.Count, jobs.Reason, folder.OutputFile);
        var record = new RunRecord
        {
            Run = folder.Name,
            Environment = environment.Key,
            Distro = environment.Distro.Name,
            Release = environment.Release.Value,
            Verb = verb,
            Image = tag,
            ImageId = image.Id,
            Branch = state.Branch,
            Commit = state.Commit,
            Dirty = await tree.IsDirtyAsync(cancellation),
            Jobs = jobs.Count,
            Start = TimeProvider.System.GetLocalNow(),
        };
        folder.Write(record);
        var dependencies = DependencyFiles.Hash(DependencyFiles.OfTree(tree.Folder, environment.Distro.Family));
        var spec = _specs.Create(environment, verb, tag, script, arguments, folder, jobs.Count, dependencies);
        record = await RunToTheEndAsync(spec, folder, record, cancellation);
        return record.Outcome == RunOutcome.Succeeded ? record : throw new RunFailedException(record, folder);
    }

    /// <summary>Runs it on the terminal; returns its exit code.</summary>
    public async Task<int> RunOnTerminalAsync(BuildEnvironment environment, string tag, CancellationToken cancellation)
    {
        await RemoveLeftoverAsync(environment, ContainerSpecs.InteractiveVerb, cancellation);
        await RequireImageAsync(tag, cancellation);
        var tree = workspace.SourceTree(environment);
        var folder = RunFolder.Create(workspace.Layout, environment, ContainerSpecs.InteractiveVerb, TimeProvider.System.GetLocalNow());
        var dependencies = DependencyFiles.Hash(DependencyFiles.OfTree(tree.Folder, environment.Distro.Family));
        var spec = _specs.Create(
            environment, ContainerSpecs.InteractiveVerb, tag, ShellScript, [], folder, workspace.Jobs().Count, dependencies);
        return await workspace.Engine.RunOnTerminalAsync(spec with { NoNewPrivileges = false }, cancellation);
    }

    private async Task<RunRecord> RunToTheEndAsync(ContainerSpec spec, RunFolder folder, RunRecord record, CancellationToken cancellation)
    {
        try
        {
            ContainerState ended;
            await using (var log = new FileStream(folder.OutputFile, FileMode.Create, FileAccess.Write, FileShare.Read))
            await using (var terminal = Console.OpenStandardError())
                ended = await workspace.Engine.RunAsync(spec, output => WriteAsync(log, terminal, output), cancellation);
            record = Ended(record, folder) with
            {
                ExitCode = ended.ExitCode,
                Outcome = ended.ExitCode == 0 ? RunOutcome.Succeeded : ended.OutOfMemory ? RunOutcome.OutOfMemory : RunOutcome.Failed,
                FirstError = ended.ExitCode == 0 ? null : ErrorIn(folder),
            };
        }
        catch (OperationCanceledException)
        {
            folder.Write(Ended(record, folder) with { Outcome = RunOutcome.Interrupted });
            throw;
        }
        catch (UserException e)
        {
            folder.Write(Ended(record, folder) with { Outcome = RunOutcome.Failed, FirstError = e.Message });
            throw;
        }

        folder.Write(record);
        return record;
    }

    private static async ValueTask WriteAsync(FileStream log, Stream terminal, ReadOnlyMemory<byte> output)
    {
        try
        {
            await log.WriteAsync(output);
            await log.FlushAsync();
        }
        catch (IOException e)
        {
            throw new UserException($"cannot write {log.Name}: {e.Message}; is the disk full? Look: df -h {log.Name}", e);
        }

        try
        {
            await terminal.WriteAsync(output);
        }
        catch (IOException)
        {
            // The terminal was closed: the log has it.
        }
    }

    private static RunRecord Ended(RunRecord record, RunFolder folder)
    {
        var cache = folder.Cache;
        return record with
        {
            End = TimeProvider.System.GetLocalNow(),
            Stage = folder.Stage,
            CacheHits = cache?.Hits,
            CacheMisses = cache?.Misses,
        };
    }

    private static string? ErrorIn(RunFolder folder) =>
        FailureReport.Find(File.ReadLines(folder.OutputFile)) is { } failure ? string.Join('\n', failure.Lines) : null;

    // The lock on the source tree is ours, so whoever started that container is gone.
    private async Task RemoveLeftoverAsync(BuildEnvironment environment, string verb, CancellationToken cancellation)
    {
        var name = ContainerSpecs.Name(environment, verb);
        if (await workspace.Engine.FindContainerAsync(name, cancellation) is not { } leftover)
            return;
        if (verb == ContainerSpecs.InteractiveVerb && leftover.Running)
            throw new UserException($"a shell is open in {environment} already (container {name}); leave it first, or: {EngineService.Of(workspace.Engine.Endpoint.Kind).Client} attach {name}");
        Log.Warning("{Environment:l}: removing the container {Name:l}, left by a run that is gone", environment.Key, name);
        await workspace.Engine.RemoveContainerAsync(name, cancellation);
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
