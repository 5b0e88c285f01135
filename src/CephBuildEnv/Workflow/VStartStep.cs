using CephBuildEnv.Clusters;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Locking;
using CephBuildEnv.Runs;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Starts a development cluster on a build, in a container of its own that goes on.</summary>
public sealed class VStartStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "VStart";

    private const string Script = "cluster.sh";

    // Of a daemon's log that is shown when it died.
    private const int LogLinesShown = 15;

    // Ceph's own stop.sh gives each daemon 20 seconds.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(60);

    private readonly ClusterStore _store = new(workspace.Layout);

    private readonly ContainerSpecs _specs = new(workspace.Layout);

    private ClusterName NameOf(BuildEnvironment environment) => Workspace.Options.Cluster ?? ClusterName.Of(environment);

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var name = NameOf(environment);
        var cluster = Known(name, environment);
        if (cluster is not null && _store.IsUp(name) && await Workspace.Engine.FindContainerAsync(cluster.Container, cancellation) is { Running: true })
        {
            if (_store.DeadDaemons(name) is [_, ..] dead)
                Log.Warning("cluster {Name:l}: {Dead:l} died; to start all again: ./build.sh VStop --cluster {Name:l} --keep, then this", name.Value, string.Join(' ', dead), name.Value);
            return Decision.UpToDate($"cluster {name} is up: {cluster.PortsText}; for other daemons remove it first: ./build.sh VStop --cluster {name}");
        }

        return Decision.Need(cluster is { Started: true } ? $"starts cluster {name} again, with the data that it has" : $"starts cluster {name}, new");
    }

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var name = NameOf(environment);
        using var _ = ResourceLock.Take(Workspace.Layout, LockNames.Cluster(name), $"the cluster {name}");
        var cluster = await ReserveAsync(environment, name, cancellation);
        RequireFreePorts(cluster);
        var container = cluster.Container;
        await Workspace.Engine.RemoveContainerAsync(container, cancellation);
        await Workspace.Engine.EnsureNetworkAsync(container, new Dictionary<string, string> { [Labels.Cluster] = name.Value }, cancellation);
        try
        {
            await new ContainerRuns(Workspace).StartAsync(Request(environment, cluster), cancellation);
        }
        catch (Exception e)
        {
            await Workspace.Engine.RemoveNetworkAsync(container, CancellationToken.None);
            throw e is RunFailedException failed ? Explained(failed, name) : e;
        }

        Log.Information("cluster {Name:l} is up: {Ports:l} on 127.0.0.1; stop it: ./build.sh VStop --cluster {Name:l}", name.Value, cluster.PortsText, name.Value);
    }

    // What is there keeps its ports and its daemons.
    private async Task<Cluster> ReserveAsync(BuildEnvironment environment, ClusterName name, CancellationToken cancellation)
    {
        var options = Workspace.Options;
        using var _ = await ResourceLock.WaitAsync(
            Workspace.Layout, ClusterStore.LockName, holder => Log.Information("another cluster is being made ({Holder:l}): waiting", holder), cancellation);
        var known = Known(name, environment);
        if (known is { Started: true })
            return known;

        var cluster = new Cluster
        {
            Name = name.Value,
            Distro = environment.Distro.Name,
            Release = environment.Release.Value,
            Daemons = options.Daemons,
            Port = known?.Port ?? 0,
            Arguments = options.VStartArguments,
            Created = options.Clock.GetLocalNow(),
        };
        if (known is null)
            cluster = cluster with { Port = _store.FindPort(name, port => (cluster with { Port = port }).Ports) };
        _store.Write(cluster);
        return cluster;
    }

    private Cluster? Known(ClusterName name, BuildEnvironment environment)
    {
        var known = _store.Find(name);
        return known is null || (known.Distro, known.Release) == (environment.Distro.Name, environment.Release.Value)
            ? known
            : throw new UserException($"cluster {name} is one of {known.Distro}-{known.Release}; choose another name with --cluster, or remove it: ./build.sh VStop --cluster {name}");
    }

    private static void RequireFreePorts(Cluster cluster)
    {
        if (cluster.Ports.Where(port => !ClusterStore.IsFree(port)).ToList() is [var taken, ..])
            throw new UserException($"port {taken} of cluster {cluster.Name} is in use by another program; end that (ss -tlnp), or choose another cluster: --cluster NAME");
    }

    private RunRequest Request(BuildEnvironment environment, Cluster cluster)
    {
        var data = Workspace.Layout.ClusterData(ClusterName.Parse(cluster.Name));
        var inside = Path.Combine(Hosting.HostLayout.DefaultRoot, Path.GetRelativePath(Workspace.Layout.Root, data));
        string[] arguments = ["-d", .. cluster.Arguments];
        return new(environment, ContainerSpecs.VStartVerb, ImageTags.Git(environment), Script, arguments)
        {
            Variables = new(cluster.Daemons.Variables)
            {
                ["VSTART_DEST"] = inside,
                ["CEPH_CONF"] = $"{inside}/ceph.conf",
                ["CEPH_PORT"] = $"{cluster.Port}",
                ["CEPH_RGW_PORT"] = $"{cluster.FirstGatewayPort}",
            },
            Adapt = spec => _specs.Writing(spec, data) with
            {
                Name = cluster.Container,
                Network = cluster.Container,
                Ports = [.. cluster.Ports],
                SharedMemory = ContainerSpecs.SharedMemoryOfDaemons.Bytes,
                StopTime = StopTime,
                Labels = spec.Labels.Add(Labels.Cluster, cluster.Name),
            },
        };
    }

    private RunFailedException Explained(RunFailedException failed, ClusterName name)
    {
        var logs = _store.DeadDaemons(name).Select(daemon => (daemon, log: _store.LogOf(name, daemon)))
            .Select(dead => $"\n  {dead.daemon} died; the end of {dead.log.File}:{string.Concat(Tail(dead.log.End).Select(line => $"\n    {line}"))}");
        return new(failed.Record, $"{failed.Message}{string.Concat(logs)}");
    }

    private static IEnumerable<string> Tail(string? log) => (log ?? "(there is none)")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .TakeLast(LogLinesShown)
        .Select(line => Printable.Line(line));
}
