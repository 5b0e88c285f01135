using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Runs;
using CephBuildEnv.Workflow;
using Serilog;

namespace CephBuildEnv.Overview;

/// <summary>Prints what a run has said: its output to standard output, what is known about it to the log.</summary>
/// <param name="workspace">Whose.</param>
/// <param name="distros">Those that exist.</param>
public sealed class RunLogs(Workspace workspace, IReadOnlyList<Distro> distros)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <param name="name">Of the run; null for the last one.</param>
    /// <param name="follow">Go on until it ends.</param>
    /// <param name="cancellation">Stops it; the run goes on.</param>
    /// <exception cref="UserException">There is no such run, or more than one environment was given.</exception>
    public async Task ShowAsync(string? name, bool follow, CancellationToken cancellation)
    {
        var environment = Choose(name);
        var run = new RunHistory(workspace.Layout, environment).Find(name);
        Describe(run);
        await using var output = Console.OpenStandardOutput();
        if (follow && !run.IsWatched && await OrphanAsync(environment, run, cancellation) is { } container)
            await workspace.Engine.ReadOutputAsync(container, follow: true, bytes => output.WriteAsync(bytes, cancellation), cancellation);
        else
            await CopyAsync(run, follow, output, cancellation);
        if (follow)
            Describe(run);
    }

    // Without any parameter, that which ran last.
    private BuildEnvironment Choose(string? name)
    {
        var options = workspace.Options;
        if (options.Environments.ToList() is [var named])
            return named;
        var all = HostEnvironments.Find(workspace.Layout, distros, engine: null).All.ToList();
        if (options is { Distros: [], Releases: [] } && (name is null || all.Count < 2))
        {
            return all
                .MaxBy(environment => new RunHistory(workspace.Layout, environment).Runs is [.., var last] ? last.Record?.Start : null)
                ?? throw new UserException("nothing has run yet; to see that this host can build: ./build.sh Quickstart");
        }

        throw new UserException("the logs of one environment are shown at a time; give one --distro and one --release");
    }

    private static void Describe(RunFolder run)
    {
        if (run.Record is not { } record)
        {
            Log.Warning("{Run:l}: its record cannot be read: {Path:l}", run.Name, run.RecordPath);
            return;
        }

        var elapsed = record.Elapsed is { } time ? $" after {time:h\\:mm\\:ss}" : "";
        Log.Information(
            "{Run:l}: {Command:l} {Outcome:l}{Elapsed:l}, begun {Start:l}; {Branch:l} {Commit:l}; {Path:l}",
            run.Name, record.Command ?? record.Verb, record.OutcomeText, elapsed, $"{record.Start:yyyy-MM-dd HH:mm:ss}", record.Branch ?? "", record.Commit?[..Math.Min(12, record.Commit.Length)] ?? "", run.Folder);
        if (record.FirstError is { } error)
            Log.Information("{Error:l}", error);
    }

    // A container whose watcher was killed: the engine has kept what it said, and has what it says.
    private async Task<string?> OrphanAsync(BuildEnvironment environment, RunFolder run, CancellationToken cancellation)
    {
        if (run.Record is not { Outcome: RunOutcome.Lost } record)
            return null;
        var name = ContainerSpecs.Name(environment, record.Verb);
        var container = await workspace.Engine.FindContainerAsync(name, cancellation);
        return container?.Labels.GetValueOrDefault(Labels.Run) == run.Name ? name : null;
    }

    private static async Task CopyAsync(RunFolder run, bool follow, Stream output, CancellationToken cancellation)
    {
        while (!File.Exists(run.OutputFile))
        {
            if (!follow || !run.IsWatched)
                return;
            await Task.Delay(PollInterval, cancellation);
        }

        await using var log = new FileStream(run.OutputFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        bool goesOn;
        do
        {
            // Before what is there is copied, or its last lines could be missed.
            goesOn = follow && run.IsWatched;
            await log.CopyToAsync(output, cancellation);
            if (goesOn)
                await Task.Delay(PollInterval, cancellation);
        }
        while (goesOn);
    }
}
