using CephBuildEnv.Compilation;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>What all steps share, each made when it is first needed.</summary>
public sealed class Workspace : IDisposable
{
    private readonly Lazy<ContainerEngine> _engine;

    public Workspace(WorkspaceOptions options)
    {
        Options = options;
        Layout = new(options.Checkout);
        _engine = new(() => new(new EndpointResolver().Resolve(options.Engine)));
        Images = new(() => Engine, Layout, options.Rebuild, Progress.Line) { BeforeBuild = RequireSpaceForImageAsync };
        Git = new(options.Rewrites, Progress.Line);
        Store = new(Layout, Git);
    }

    public WorkspaceOptions Options { get; }

    public HostLayout Layout { get; }

    public IContainerEngine Engine => _engine.Value;

    public ImageStore Images { get; }

    public Git Git { get; }

    public ObjectStore Store { get; }

    /// <summary>What a step will do in this run and has not done yet: what depends on it cannot be known.</summary>
    public HashSet<(string Step, string Key)> Pending { get; } = [];

    public SourceTree SourceTree(BuildEnvironment environment) => new(Layout, environment, Git);

    /// <summary>What the containers of this host may use. The engine is on this host, or there would be no /ceph to mount.</summary>
    public JobCount Jobs() => JobCount.Compute(
        Options.Jobs, Environment.ProcessorCount, new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    /// <summary>The ref whose dependency files make the release image: the release, or --branch where the release is no ref.</summary>
    public string ReleaseRef(BuildEnvironment environment) =>
        Options.Branch is { } branch && Store.MirrorOf(Options.Repository) is { Exists: true } mirror &&
        mirror.TryResolve(environment.Release.Value) is null
            ? branch
            : environment.Release.Value;

    /// <summary>Something has to be fetched, or was asked to be.</summary>
    public bool NeedsRepository => Options.Fetch || Options.Branch is not null || Options.Environments.Any(environment =>
        SourceTree(environment).Inspect() is null || Store.MirrorOf(Options.Repository).TryResolve(environment.Release.Value) is null);

    private async Task RequireSpaceForImageAsync(CancellationToken cancellation)
    {
        var needs = new SpaceNeeds();
        needs.AddImage((await Engine.GetInfoAsync(cancellation)).DataFolder);
        needs.Require();
    }

    public void Dispose()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
    }
}
