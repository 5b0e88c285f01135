using CephBuildEnv.Compilation;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Releases;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>What all steps share, each made when it is first needed.</summary>
public sealed class Workspace
{
    private readonly EngineConnection _engine;

    /// <summary>On this host, with its /ceph.</summary>
    public Workspace(WorkspaceOptions options, EngineConnection engine)
        : this(options, new(options.Checkout), engine)
    {
    }

    /// <summary>On any other.</summary>
    public Workspace(WorkspaceOptions options, HostLayout layout, EngineConnection engine)
    {
        Options = options;
        Layout = layout;
        _engine = engine;
        Images = new(engine, Layout, options.Rebuild, Progress.Line) { BeforeBuild = RequireSpaceForImageAsync };
        Git = new(options.Rewrites, Progress.Line);
        Store = new(Layout, Git);
    }

    public WorkspaceOptions Options { get; }

    public HostLayout Layout { get; }

    public IContainerEngine Engine => _engine.Engine;

    public ImageStore Images { get; }

    public Git Git { get; }

    public ObjectStore Store { get; }

    /// <summary>What a step will do in this run and has not done yet: what depends on it cannot be known.</summary>
    public HashSet<(string Step, string Key)> Pending { get; } = [];

    /// <summary>The last container run of each environment in this invocation.</summary>
    public Dictionary<BuildEnvironment, RunFolder> Runs { get; } = [];

    public SourceTree SourceTree(BuildEnvironment environment) => new(Layout, environment, Git, Store);

    /// <summary>What the engine says of itself, asked once.</summary>
    public Task<EngineInfo> EngineInfoAsync(CancellationToken cancellation) => _engine.InfoAsync(cancellation);

    /// <summary>How many compilations a container may run at once.</summary>
    public async Task<JobCount> JobsAsync(CancellationToken cancellation)
    {
        // The engine may be in a machine of its own (Docker Desktop, podman machine), and this process in a control group that
        // its containers are in too (an engine inside a container): the runtime knows the limits of ours, of version 1 and 2.
        var engine = await EngineInfoAsync(cancellation);
        var memory = new[] { Options.Memory?.Bytes ?? long.MaxValue, engine.Memory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes }.Min();
        return Options.Jobs is { } wanted
            ? JobCount.Asked(wanted, new(memory))
            : JobCount.Compute(Math.Min(Environment.ProcessorCount, engine.Processors), new(memory));
    }

    /// <summary>The ref whose dependency files make the release image: the release, or --branch where the release is no ref.</summary>
    public string ReleaseRef(BuildEnvironment environment) =>
        Options.Branch is { } branch && Store.MirrorOf(Options.Repository) is { Exists: true } mirror &&
        mirror.TryResolve(environment.Release.Value) is null
            ? branch
            : environment.Release.Value;

    /// <summary>The options of an environment: what was asked for now, over what is remembered.</summary>
    public BuildOptions BuildOptionsOf(BuildEnvironment environment) =>
        Options.ResetBuildOptions ? Options.Build : Options.Build.Over(new BuildOptionsStore(Layout).Read(environment));

    /// <summary>What is remembered changes with the next container.</summary>
    public bool HasNewOptions(BuildEnvironment environment) =>
        Options.ResetBuildOptions || BuildOptionsOf(environment).CommandLine != new BuildOptionsStore(Layout).Read(environment).CommandLine;

    /// <summary>Keeps what was asked for, for the next time.</summary>
    public void RememberOptions(BuildEnvironment environment)
    {
        if (!Options.Build.IsEmpty || Options.ResetBuildOptions)
            new BuildOptionsStore(Layout).Write(environment, BuildOptionsOf(environment));
    }

    /// <summary>The tree that is checked out, else the one that would be; null while that is not known.</summary>
    public CephTree? CephTree(BuildEnvironment environment)
    {
        var folder = Layout.Source(environment);
        if (File.Exists(Path.Combine(folder, "CMakeLists.txt")))
            return new(path => HostFiles.ReadSmall(Path.Combine(folder, path)));
        var mirror = Store.MirrorOf(Options.Repository);
        return mirror.TryResolve(Options.Branch ?? ReleaseRef(environment)) is { } commit ? new(path => mirror.TextOf(commit, path)) : null;
    }

    /// <summary>What cmake is to be told of an environment's tree; null while the tree is not known.</summary>
    /// <exception cref="UserException">The tree does not take the options.</exception>
    public Configuration? ConfigurationOf(BuildEnvironment environment) =>
        CephTree(environment) is { } tree ? Configuration.Of(tree, BuildOptionsOf(environment), environment.Distro) : null;

    /// <summary>What cmake is to be told where packages are made; null while the tree is not known.</summary>
    /// <exception cref="UserException">The tree does not take the options.</exception>
    public Configuration? ConfigurationOfPackages(BuildEnvironment environment) =>
        CephTree(environment) is { } tree ? Configuration.OfPackages(tree, BuildOptionsOf(environment), environment.Distro) : null;

    /// <exception cref="UserException">The distro lacks what the tree wants.</exception>
    public void RequireFit(BuildEnvironment environment)
    {
        if (!Options.AllowUnfit && CephTree(environment) is { } tree)
            Fit.Require(tree, environment, BuildOptionsOf(environment).SystemBoostWanted == true, Options.Catalog);
    }

    /// <exception cref="UserException">The distro lacks what the tree wants, or the tree does not take the options.</exception>
    public void RequireWhatTheTreeTakes(BuildEnvironment environment)
    {
        RequireFit(environment);
        _ = ConfigurationOf(environment);
    }

    /// <summary>Something has to be fetched, or was asked to be.</summary>
    public bool NeedsRepository => Options.Fetch || Options.Branch is not null || Options.Environments.Any(IsIncomplete);

    /// <param name="tag">Of the image.</param>
    /// <param name="step">That makes it, and was left out if it does not exist.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">It does not exist.</exception>
    public async Task<ImageState> RequireImageAsync(string tag, string step, CancellationToken cancellation) =>
        await Images.FindAsync(tag, cancellation) ?? throw new UserException($"{tag} does not exist; build it: leave {step} out of --skip");

    private bool IsIncomplete(BuildEnvironment environment)
    {
        try
        {
            return SourceTree(environment).Inspect() is null or { LostStores.Count: > 0 } ||
                Store.MirrorOf(Options.Repository).TryResolve(environment.Release.Value) is null;
        }
        catch (DamagedRepositoryException)
        {
            return true;
        }
    }

    private async Task RequireSpaceForImageAsync(CancellationToken cancellation)
    {
        var needs = new SpaceNeeds();
        needs.AddImage((await EngineInfoAsync(cancellation)).DataFolder);
        needs.Require();
    }
}
