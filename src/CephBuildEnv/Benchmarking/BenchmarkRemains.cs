using System.Collections;
using System.Collections.Immutable;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Workflow;
using Serilog;

namespace CephBuildEnv.Benchmarking;

/// <summary>
/// What a benchmark has made, and removes: known by a mark that is written before anything is made. Environments of its names that
/// come from elsewhere are somebody's, and are not touched.
/// </summary>
/// <param name="workspace">Whose /ceph.</param>
/// <param name="distro">Of all of its environments.</param>
internal sealed class BenchmarkRemains(Workspace workspace, Distro distro)
{
    private HostLayout Layout => workspace.Layout;

    // The address of the repository that they are made from.
    private string MarkFile => Path.Combine(Layout.Benchmark, "repository");

    /// <summary>A command of this project, with nothing of what its user has set for others.</summary>
    public static Command Build(Workspace workspace, Distro distro, string url, string target, IReadOnlyList<string> branches) => new(
        Path.Combine(workspace.Layout.Checkout, "build.sh"),
        [
            target, "--engine", workspace.Engine.Endpoint.Kind.ToString().ToLowerInvariant(),
            .. branches.Count == 0 ? [] : (string[])["--distro", distro.Name, "--release", .. branches, "--repository", url],
        ])
    {
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith("NUKE_", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name, _ => (string?)null),
    };

    /// <summary>Removes what an earlier benchmark has left that was killed.</summary>
    /// <exception cref="UserException">There are environments of the same names that are not its own, or that are in use.</exception>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        var url = HostFiles.ReadSmall(MarkFile)?.Trim();
        if ((await FindAsync(cancellation)).FirstOrDefault(environment => url is null || workspace.SourceTree(environment).Origin() is { } origin && origin != url) is { } foreign)
        {
            throw new UserException(
                $"{foreign} is an environment that no benchmark made, and a benchmark needs its name; remove it: ./build.sh Clean --distro {distro.Name} --release {foreign.Release} --what builds ccache images logs sources");
        }

        if (url is null)
            return;
        Log.Information("an earlier benchmark was not finished: removing what it has left");
        await GitDaemon.EndAsync(BenchmarkWorld.Repositories(Layout), cancellation);
        if (await RemoveAsync(url) is [var first, ..])
            throw new UserException($"{first} is left of an earlier benchmark and cannot be removed; is it in use? Look: ./build.sh Status");
    }

    /// <summary>Written before the first environment is made.</summary>
    public void Mark(RepositoryUrl url)
    {
        Directory.CreateDirectory(Layout.Benchmark);
        HostFiles.Replace(MarkFile, $"{url}\n");
    }

    /// <summary>Removes all of it, whatever interrupts this process meanwhile.</summary>
    /// <returns>What could not be removed: the next benchmark does it.</returns>
    public async Task<IReadOnlyList<BuildEnvironment>> RemoveAsync(string url)
    {
        // A build whose benchmark was killed goes on.
        foreach (var environment in await FindAsync(CancellationToken.None))
            await workspace.Engine.RemoveContainerAsync(ContainerSpecs.Name(environment, ContainerSpecs.BuildVerb), CancellationToken.None);
        var clean = Build(workspace, distro, url, "Clean", [.. BenchmarkWorld.Branches]).With("--what", "leftovers", "builds", "ccache", "images", "logs", "sources", "--yes");
        // In a session of its own: what a terminal sends to this one does not reach it.
        await CommandRunner.CaptureAsync(clean with { File = "setsid", Arguments = ["--wait", clean.File, .. clean.Arguments] }, CancellationToken.None);
        if (await FindAsync(CancellationToken.None) is [_, ..] left)
        {
            Log.Warning("{Environments:l}: left of the benchmark; the next one removes it", string.Join(", ", left));
            return left;
        }

        var client = (await ClientProbe.FindAsync(workspace.Engine.Endpoint.Kind, CancellationToken.None)).Path;
        for (var round = 1; round <= Benchmark.Rounds; round++)
            await CommandRunner.CaptureAsync(new Command(client, "rmi", "--force", Benchmark.ImageByHand(round)), CancellationToken.None);
        foreach (var folder in new[] { Layout.Mirror(RepositoryUrl.Parse(url).StoreName), BenchmarkWorld.Repositories(Layout), Layout.Benchmark })
            await HostFiles.RemoveFolderAsync(folder);
        return [];
    }

    private async Task<IReadOnlyList<BuildEnvironment>> FindAsync(CancellationToken cancellation)
    {
        var ours = BenchmarkWorld.Branches.Select(branch => new BuildEnvironment(distro, ReleaseName.Parse(branch)).Key).ToHashSet();
        var inventory = await EngineInventory.ReadAsync(workspace.Engine, cancellation);
        return [.. HostEnvironments.Find(Layout, [distro], inventory).All.Where(environment => ours.Contains(environment.Key))];
    }
}
