using CephBuildEnv.Caching;
using CephBuildEnv.Disk;
using CephBuildEnv.Environments;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Lets the compiler cache of a new environment begin with the results of the nearest one.</summary>
public sealed class CacheStart(Workspace workspace)
{
    private readonly WarmStart _warm = new(workspace.Layout, new DistroCatalog(workspace.Layout.Images).All);

    /// <summary>Environments of the same distro whose results could be taken; empty where the environment has a cache, or there is none.</summary>
    public IReadOnlyList<BuildEnvironment> Candidates(BuildEnvironment environment) =>
        Directory.Exists(workspace.Layout.Cache(environment)) ? [] : _warm.SourcesFor(environment);

    /// <summary>Copies the nearest, if there is any.</summary>
    public async Task EnsureAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        if (await NearestAsync(environment, cancellation) is not { } nearest)
            return;
        var size = new ByteSize(FolderSize.Of(workspace.Layout.Cache(nearest), [], cancellation).Bytes);
        var obstacle = await _warm.CopyAsync(nearest, environment, size.Bytes, cancellation);
        if (obstacle is null)
            Log.Information("{Environment:l}: its compiler cache begins with the results of {Nearest:l} ({Size:l})", environment.Key, nearest.Key, size);
        else
            Log.Information("{Environment:l}: its compiler cache begins empty; {Size:l} of {Nearest:l} are not copied: {Obstacle:l}", environment.Key, size, nearest.Key, obstacle);
    }

    // The one whose commit has most in common with what is checked out; of those that are equal, or not known, the one used last.
    private async Task<BuildEnvironment?> NearestAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var candidates = Candidates(environment);
        if (candidates.Count < 2)
            return candidates is [var only] ? only : null;
        var commit = workspace.SourceTree(environment).Commit();
        var mirror = workspace.Store.MirrorOf(workspace.Options.Repository);
        var distances = new List<(BuildEnvironment Environment, int Distance)>();
        foreach (var candidate in candidates)
            distances.Add((candidate, await DistanceAsync(mirror, commit, workspace.SourceTree(candidate).Commit(), cancellation)));
        return distances.MinBy(pair => pair.Distance).Environment;
    }

    private async Task<int> DistanceAsync(Mirror mirror, string? one, string? other, CancellationToken cancellation) => one is null || other is null
        ? int.MaxValue
        : await mirror.DistanceAsync(workspace.Git, one, other, cancellation) ?? int.MaxValue;
}
