using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;
using CephBuildEnv.Sources;
using CephBuildEnv.Workflow;

namespace CephBuildEnv.Benchmarking;

/// <summary>What a benchmark works on: repositories of its own, environments made from them, and trees made by hand. All of it is removed.</summary>
public sealed class BenchmarkWorld : IAsyncDisposable
{
    /// <summary>A branch with as many files as Ceph has, and thousands to compile.</summary>
    public const string Large = "benchmark";

    /// <summary>The same, one commit later.</summary>
    public const string Next = "benchmark-next";

    private readonly Workspace _workspace;
    private readonly GitDaemon _daemon;
    private readonly string _repositories;

    private BenchmarkWorld(Workspace workspace, Distro distro, GitDaemon daemon, string repositories, string client)
    {
        (_workspace, Distro, _daemon, _repositories, Client) = (workspace, distro, daemon, repositories, client);
        Url = RepositoryUrl.Parse($"{daemon.Url}ceph.git");
    }

    public Distro Distro { get; }

    public RepositoryUrl Url { get; }

    public HostLayout Layout => _workspace.Layout;

    public IContainerEngine Engine => _workspace.Engine;

    /// <summary>The folder that is for what is done by hand; below /ceph, as containers see nothing else.</summary>
    public string ByHand => Path.Combine(Layout.Sources, ".benchmark");

    /// <summary>Path of the engine's own client.</summary>
    public string Client { get; }

    /// <summary>A script of the benchmark.</summary>
    public Command Script(string name, params string[] arguments) =>
        new(Path.Combine(Layout.Checkout, "tests", "benchmark", name), arguments) { Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("DOCKER", Client) };

    /// <summary>Makes the repositories; environments are made by what is measured.</summary>
    public static async Task<BenchmarkWorld> MakeAsync(Workspace workspace, Distro distro, CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(workspace.Engine.Endpoint.Kind, cancellation);
        var folder = Path.Combine(workspace.Layout.Checkout, "artifacts", "benchmark");
        await CommandRunner.ReadAsync(new Command(Path.Combine(workspace.Layout.Checkout, "tests/benchmark/make-repository.sh"), folder), cancellation);
        var world = new BenchmarkWorld(workspace, distro, await GitDaemon.StartAsync(folder, cancellation), folder, client.Path);
        await HostFiles.RemoveFolderAsync(world.ByHand);
        Directory.CreateDirectory(world.ByHand);
        return world;
    }

    /// <summary>The branch that each round builds anew: from 1.</summary>
    public static string Branch(int round) => $"benchmark-{round}";

    public BuildEnvironment Environment(string branch) => new(Distro, ReleaseName.Parse(branch));

    /// <summary>A command of this project, as a user types it, for branches or without any.</summary>
    public Command Build(string target, params IReadOnlyList<string> branches) => new(
        Path.Combine(Layout.Checkout, "build.sh"),
        [
            target, "--engine", Engine.Endpoint.Kind.ToString().ToLowerInvariant(),
            .. branches.Count == 0 ? [] : (string[])["--distro", Distro.Name, "--release", .. branches, "--repository", Url.Value],
        ]);

    /// <summary>Makes the source tree of a branch's environment.</summary>
    public async Task MakeTreeAsync(string branch, CancellationToken cancellation)
    {
        var commit = await _workspace.Store.EnsureAsync(Url, branch, fetch: false, cancellation);
        var mirror = _workspace.Store.MirrorOf(Url);
        await _workspace.Store.EnsureSubmodulesAsync(mirror, commit, cancellation);
        await _workspace.SourceTree(Environment(branch)).CreateAsync(mirror, branch, cancellation);
    }

    /// <summary>A container started by hand, as the owner of /ceph, with what ours has of mounts and network.</summary>
    public Command Run(string image, string folder, params string[] command) => new(
        Client,
        [
            "run", "--rm", "--init", "--volume", $"{Layout.Root}:{Layout.Root}", "--workdir", folder, "--user", $"{HostUser.Id}:{HostUser.GroupId}",
            "--env", $"CCACHE_DIR={ByHand}/ccache", "--env", $"HOME={ByHand}", "--entrypoint", command[0], image, .. command[1..],
        ]);

    /// <summary>Removes environments: images, sources, caches, builds and logs.</summary>
    public async Task CleanAsync(IEnumerable<string> branches, CancellationToken cancellation)
    {
        var clean = Build("Clean", [.. branches]).With("--what", "builds", "ccache", "images", "logs", "sources", "--yes");
        await CommandRunner.CaptureAsync(clean, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await CleanAsync([Large, Next, .. Enumerable.Range(1, Benchmark.Rounds).Select(Branch), .. Growth.Branches], CancellationToken.None);
        for (var round = 1; round <= Benchmark.Rounds; round++)
            await CommandRunner.CaptureAsync(new Command(Client, "rmi", "--force", Benchmark.ImageByHand(round)), CancellationToken.None);
        foreach (var folder in new[] { ByHand, Layout.Mirror(Url.StoreName), _repositories })
            await HostFiles.RemoveFolderAsync(folder);
        await _daemon.DisposeAsync();
    }
}
