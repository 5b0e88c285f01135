using CephBuildEnv.Caching;
using CephBuildEnv.Disk;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Compiles in place, in the git build image.</summary>
public sealed class BuildStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Build";

    private const string Script = "build-git.sh";

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var wanted = Workspace.Options.BuildTargets is { Count: > 0 } targets ? $" for {string.Join(' ', targets)}" : "";
        var configuration = Workspace.ConfigurationOf(environment);
        if (!Directory.Exists(Workspace.Layout.BuildDirectory(environment)))
            return Decision.Need([$"{Workspace.Layout.BuildDirectory(environment)} does not exist: configure and compile{wanted}", .. configuration?.Reasons ?? []]);
        var differences = configuration?.DifferencesFrom(HostFiles.ReadSmall(Workspace.Layout.ConfigurationStamp(environment)) ?? "").ToList() ?? [];
        if (differences.Count > 0)
            return Decision.Need([.. differences, .. configuration!.Reasons]);
        return !IsPending(BuildPrepareStep.StepName, environment.Key) && await new BuildInputs(Workspace, environment).FindSameBuildAsync(Request(environment), cancellation) is { } last
            ? Decision.UpToDate($"nothing is to be compiled{wanted}: tree, build folder, image and options are what they were when {last.Name} found nothing to do")
            : Decision.Need([$"the build tool finds out which files have to be compiled{wanted}"]);
    }

    private RunRequest Request(BuildEnvironment environment) => new(
        environment, ContainerSpecs.BuildVerb, ImageTags.Git(environment), Script, [.. Workspace.Options.BuildTargets.Select(target => target.Name)])
    {
        Variables = Workspace.Options.Linker is { } linker ? new Dictionary<string, string> { ["CEPH_LINKER"] = linker } : [],
    };

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        Workspace.RequireFit(environment);
        await WarnOfSpaceAsync(environment, cancellation);
        var cache = new CompilerCache(Workspace.Layout, environment);
        if (HostUser.OwnerOf(Workspace.Layout.Root) is { } owner && cache.Obstacle(owner.User) is { } obstacle)
            Log.Warning("{Environment:l}: the compiler cache keeps nothing: {Obstacle:l}", environment.Key, obstacle);
        string? inputs = null;
        var request = Request(environment);
        var record = await RunAsync(
            request with { BeforeScripts = async token => inputs = await new BuildInputs(Workspace, environment).OfRunAsync(request, token) }, cancellation);
        if (inputs is not null && Workspace.Runs[environment].NothingWasDone)
            Workspace.Runs[environment].WriteInputs(inputs);
        Log.Information("{Environment:l}: built in {Elapsed:l}{Cache:l}", environment.Key, $"{record.Elapsed:h\\:mm\\:ss}", CacheReport(Workspace.Runs[environment], record, cache));
        foreach (var doubt in ProofOf(environment, record).Doubts(cache))
            Log.Warning("{Environment:l}: {Doubt:l}", environment.Key, doubt);
    }

    // What was compiled before the memory was full is not compiled again: one more attempt costs little.
    private async Task<RunRecord> RunAsync(RunRequest request, CancellationToken cancellation)
    {
        var runs = new ContainerRuns(Workspace);
        try
        {
            return await runs.RunAsync(request, cancellation);
        }
        catch (RunFailedException e) when (e.Record.Outcome == RunOutcome.OutOfMemory)
        {
            Log.Warning("{Message:l}", e.Message);
            Log.Warning("{Environment:l}: once more with half the jobs, {Jobs} instead of {Before}", request.Environment.Key, Math.Max(1, e.Record.Jobs / 2), e.Record.Jobs);
            return await runs.RunAsync(request with { RetryOf = e.Record }, cancellation);
        }
    }

    // What is compiled again replaces what was there.
    private async Task WarnOfSpaceAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var tree = Workspace.Layout.Source(environment);
        if (!Directory.Exists(Workspace.Layout.BuildDirectory(environment)) && Directory.Exists(tree) &&
            await SpaceNeeds.WarningAsync(Workspace.Git, tree, cancellation) is { } warning)
            Log.Warning("{Environment:l}: {Warning:l}", environment.Key, warning);
    }

    private CacheProof ProofOf(BuildEnvironment environment, RunRecord record)
    {
        var history = new RunHistory(Workspace.Layout, environment);
        var earlier = history.Runs.Where(run => run.Name != record.Run).Select(run => run.Record).OfType<RunRecord>();
        return new(history.Find(record.Run), record, earlier);
    }

    // Compilations that go past the cache are not counted by anybody.
    private static string CacheReport(RunFolder run, RunRecord record, CompilerCache cache) => (record.CacheHits + record.CacheMisses) switch
    {
        null => "",
        0 when run.NothingWasDone => "; nothing was compiled",
        0 => "; nothing was compiled through the compiler cache",
        var compilations => $"; {(compilations == 1 ? "1 compilation" : $"{compilations} compilations")}, {record.CacheHits} of them answered by the cache ({new ByteSize(record.CacheSize ?? 0)}{(cache.Limit is { } limit ? $" of {limit}" : "")})",
    };
}
