using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
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
    private readonly ResourceLock _lock;
    private readonly GitDaemon _daemon;
    private readonly BenchmarkRemains _remains;

    private BenchmarkWorld(Workspace workspace, Distro distro, ResourceLock @lock, GitDaemon daemon, string client)
    {
        (_workspace, Distro, _lock, _daemon, Client) = (workspace, distro, @lock, daemon, client);
        Url = RepositoryUrl.Parse($"{daemon.Url}ceph.git");
        _remains = new(workspace, distro);
    }

    public Distro Distro { get; }

    public RepositoryUrl Url { get; }

    public HostLayout Layout => _workspace.Layout;

    public IContainerEngine Engine => _workspace.Engine;

    /// <summary>The folder that is for what is done by hand; below /ceph, as containers see nothing else.</summary>
    public string ByHand => Layout.Benchmark;

    /// <summary>Path of the engine's own client.</summary>
    public string Client { get; }

    /// <summary>A script of the benchmark.</summary>
    public Command Script(string name, params string[] arguments) =>
        new(Path.Combine(Layout.Checkout, "tests", "benchmark", name), arguments) { Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("DOCKER", Client) };

    /// <summary>Makes the repositories; environments are made by what is measured.</summary>
    public static async Task<BenchmarkWorld> MakeAsync(Workspace workspace, Distro distro, CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(workspace.Engine.Endpoint.Kind, cancellation);
        var held = ResourceLock.Take(workspace.Layout, "benchmark", "what a benchmark works on");
        try
        {
            var remains = new BenchmarkRemains(workspace, distro);
            await remains.ClearAsync(cancellation);
            var folder = Repositories(workspace.Layout);
            await CommandRunner.ReadAsync(new Command(Path.Combine(workspace.Layout.Checkout, "tests/benchmark/make-repository.sh"), folder), cancellation);
            var world = new BenchmarkWorld(workspace, distro, held, await GitDaemon.StartAsync(folder, cancellation), client.Path);
            remains.Mark(world.Url);
            return world;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Branches of which it makes environments.</summary>
    public static IEnumerable<string> Branches => [Large, Next, .. Enumerable.Range(1, Benchmark.Rounds).Select(Branch), .. Growth.Branches];

    /// <summary>Where its repositories are.</summary>
    internal static string Repositories(HostLayout layout) => Path.Combine(layout.Checkout, "artifacts", "benchmark");

    /// <summary>The branch that each round builds anew: from 1.</summary>
    public static string Branch(int round) => $"benchmark-{round}";

    public BuildEnvironment Environment(string branch) => new(Distro, ReleaseName.Parse(branch));

    /// <summary>A command of this project, as a user types it, for branches or without any.</summary>
    public Command Build(string target, params IReadOnlyList<string> branches) => BenchmarkRemains.Build(_workspace, Distro, Url.Value, target, branches);

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

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        await _remains.RemoveAsync(Url.Value);
        _lock.Dispose();
    }
}
