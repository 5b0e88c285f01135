using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Disk;

/// <summary>A host on which Clean is asked for, without an engine that answers.</summary>
public sealed class CleanWorld : IDisposable
{
    public static readonly Distro[] Distros = [TestHost.Debian, TestHost.Debian with { Name = "debian-13" }];

    private readonly ContainerEngine _engine;

    public CleanWorld(SampleServer sample)
    {
        Sources = new(sample.Url);
        _engine = new(new EngineEndpoint(EngineKind.Docker, new Uri($"unix://{Sources.Host.Temp.At("no-engine.sock")}"), "the test says so"));
    }

    public SourceWorld Sources { get; }

    public TestHost Host => Sources.Host;

    public string Root => Host.Root;

    public static CleanSelection Select(params CleanKind[] kinds) => new(kinds.ToHashSet(), [], []);

    public Task<IReadOnlyList<CleanItem>> PlanAsync(params CleanKind[] kinds) => PlanAsync(Select(kinds));

    public Task<IReadOnlyList<CleanItem>> PlanAsync(CleanSelection selection) =>
        new CleanPlan(Host.Layout, Distros, Sources.Git, () => _engine).FindAsync(selection, TestHost.Token);

    /// <summary>Makes a file below /ceph.</summary>
    public string Write(string path, string content = "x") => Host.Temp.Write($"ceph/{path}", content);

    public void Dispose()
    {
        _engine.Dispose();
        Sources.Dispose();
    }
}
