using CephBuildEnv.Disk;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Locking;
using CephBuildEnv.Runs;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Compiles in place, in the git build image.</summary>
public sealed class BuildStep(Workspace workspace) : WorkflowStep(StepName, workspace)
{
    public const string StepName = "Build";

    private const string Script = "build-git.sh";

    public override IEnumerable<Work> Works() => Workspace.Options.Environments.Select(environment => new Work(
        environment.Key, _ => Task.FromResult(Decide(environment)), cancellation => ActAsync(environment, cancellation))
    {
        Requires = environment.Distro.Name,
    });

    private Decision Decide(BuildEnvironment environment) => Directory.Exists(Workspace.Layout.BuildDirectory(environment))
        ? Decision.Need("the build tool finds out which files have to be compiled")
        : Decision.Need($"{Workspace.Layout.BuildDirectory(environment)} does not exist: configure and compile");

    private async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = ResourceLock.Take(Workspace.Layout, $"source-{environment.Key}", $"the source tree of {environment}");
        await WarnOfSpaceAsync(environment, cancellation);
        var runs = new ContainerRuns(Workspace);
        var record = await runs.RunAsync(environment, ContainerSpecs.BuildVerb, ImageTags.Git(environment), Script, [], cancellation);
        Log.Information("{Environment:l}: built in {Elapsed:l}{Cache:l}", environment.Key, Elapsed(record), CacheReport(record));
    }

    // What is compiled again replaces what was there.
    private async Task WarnOfSpaceAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var tree = Workspace.Layout.Source(environment);
        if (!Directory.Exists(Workspace.Layout.BuildDirectory(environment)) && Directory.Exists(tree) &&
            await SpaceNeeds.WarningAsync(Workspace.Git, tree, cancellation) is { } warning)
            Log.Warning("{Environment:l}: {Warning:l}", environment.Key, warning);
    }

    private static string Elapsed(RunRecord record) => $"{record.End - record.Start:h\\:mm\\:ss}";

    private static string CacheReport(RunRecord record) => record.CacheHits + record.CacheMisses is { } compilations
        ? compilations == 0
            ? "; nothing was compiled"
            : $"; {compilations} compiled, {record.CacheHits} of them from the cache"
        : "";
}
