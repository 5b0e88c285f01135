using CephBuildEnv.Clusters;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
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
            return Decision.UpToDate($"cluster {name} is up: {cluster.PortsText}");
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
            throw e is RunFailedException failed ? Explained(failed, environment, name) : e;
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
            Daemons = options.Daemons.Of(new()),
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
        var (known, options) = (_store.Find(name), Workspace.Options);
        if (known is not null && (known.Distro, known.Release) != (environment.Distro.Name, environment.Release.Value))
            throw new UserException($"cluster {name} is one of {known.Distro}-{known.Release}; choose another name with --cluster, or remove it: ./build.sh VStop --cluster {name}");
        if (known is { Started: true } &&
            (options.Daemons.Of(known.Daemons) != known.Daemons || (options.VStartArguments.Count > 0 && !options.VStartArguments.SequenceEqual(known.Arguments))))
        {
            throw new UserException(
                $"cluster {name} was made with {known.Parameters}, and that cannot be changed; leave other numbers out, or remove it first: ./build.sh VStop --cluster {name}");
        }

        return known;
    }

    private static void RequireFreePorts(Cluster cluster)
    {
        if (cluster.Ports.Where(port => !ClusterStore.IsFree(port)).ToList() is [var taken, ..])
            throw new UserException($"port {taken} of cluster {cluster.Name} is in use by another program; end that (ss -tlnp), or choose another cluster: --cluster NAME");
    }

    private RunRequest Request(BuildEnvironment environment, Cluster cluster)
    {
        var data = Workspace.Layout.ClusterData(ClusterName.Parse(cluster.Name));
        var inside = Path.Combine(HostLayout.DefaultRoot, Path.GetRelativePath(Workspace.Layout.Root, data));
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

    // A daemon without a log was never started: what vstart.sh said last tells why, as it does when it started none.
    private RunFailedException Explained(RunFailedException failed, BuildEnvironment environment, ClusterName name)
    {
        var logs = _store.DeadDaemons(name).Select(daemon => (daemon, log: _store.LogOf(name, daemon))).Where(dead => dead.log.End is not null)
            .Select(dead => $"\n  {dead.daemon} died; the end of {dead.log.File}:{Tail(dead.log.End!)}")
            .DefaultIfEmpty($"\n  what it said last:{Tail(HostFiles.ReadEnd(Workspace.Runs[environment].OutputFile) ?? "")}");
        return new(failed.Record, $"{failed.Message}{string.Concat(logs)}");
    }

    private static string Tail(string log) => string.Concat(log
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .TakeLast(LogLinesShown)
        .Select(line => $"\n    {Printable.Line(line)}"));
}
