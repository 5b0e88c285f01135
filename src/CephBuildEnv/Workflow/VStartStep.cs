using CephBuildEnv.Clusters;
using CephBuildEnv.Disk;
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

    /// <summary>For one environment: what would not be started as it is asked for is found before anything is built.</summary>
    /// <exception cref="UserException">The cluster is another environment's, or has other daemons.</exception>
    public void Require()
    {
        if (Workspace.Options.Environments.ToList() is [var environment])
            _ = Known(NameOf(environment), environment);
    }

    private ClusterName NameOf(BuildEnvironment environment) => Workspace.Options.Cluster ?? ClusterName.Of(environment);

    protected override async Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var name = NameOf(environment);
        var cluster = Known(name, environment);
        if (cluster is not null && await IsUpAsync(name, cluster, cancellation))
            return Decision.UpToDate($"cluster {name} is up: {cluster.PortsText}");
        return Decision.Need(cluster is { Started: true } ? $"starts cluster {name} again, with the data that it has" : $"starts cluster {name}, new");
    }

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var name = NameOf(environment);
        using var _ = ResourceLock.Take(Workspace.Layout, LockNames.Cluster(name), $"the cluster {name}");
        var (known, folder) = (Known(name, environment), Workspace.Layout.Cluster(name));
        if (known is not null && await IsUpAsync(name, known, cancellation))
            return;
        var isNew = !Path.Exists(folder);
        try
        {
            var cluster = await ReserveAsync(environment, name, cancellation);
            RequireFreePorts(cluster);
            WarnOfShortages(cluster.Daemons);
            await Workspace.Engine.RemoveContainerAsync(cluster.Container, cancellation);
            cluster = await InNetworkAsync(cluster, cancellation);
            var record = await new ContainerRuns(Workspace).StartAsync(Request(environment, cluster), cancellation);
            _store.Write(cluster with { Run = record.Run });
            Log.Information(
                "cluster {Name:l} is up: {Ports:l} on 127.0.0.1; use it: ./build.sh Exec --cluster {Name:l} --command 'ceph -s'; stop it: ./build.sh VStop --cluster {Name:l}",
                name.Value, cluster.PortsText, name.Value, name.Value);
        }
        catch (RunFailedException e)
        {
            await RemoveNetworkAsync(name, known);
            throw Explained(e, environment, name);
        }
        catch (Exception e) when (e is not EngineUnreachableException)
        {
            await RemoveNetworkAsync(name, known);
            // Of one that died, the logs are wanted; of one that did not get to be, nothing.
            if (isNew && Path.Exists(folder))
                FolderRemoval.Remove(FolderRemoval.Hide(Workspace.Layout, folder), CancellationToken.None);
            throw;
        }
    }

    // With all of its daemons: one that has lost some is neither up nor to be started, as the others live.
    private async Task<bool> IsUpAsync(ClusterName name, Cluster cluster, CancellationToken cancellation)
    {
        if (!_store.IsUp(name) || await Workspace.Engine.FindContainerAsync(cluster.Container, cancellation) is not { Running: true })
            return false;
        return _store.DeadDaemons(name) is not [_, ..] dead ? true : throw new UserException(
            $"cluster {name} is up without {string.Join(' ', dead)}, which died; their logs are in {Path.GetDirectoryName(_store.LogOf(name, dead[0]).File)}; " +
            $"to start all again with their data: ./build.sh VStop --cluster {name} --keep, then this");
    }

    // Its data want the same addresses again.
    private async Task RemoveNetworkAsync(ClusterName name, Cluster? known)
    {
        if (known is not { Started: true } && _store.Find(name) is { } cluster)
            await Workspace.Engine.RemoveNetworkAsync(cluster.Container, CancellationToken.None);
    }

    private async Task<Cluster> InNetworkAsync(Cluster cluster, CancellationToken cancellation)
    {
        var labels = new Dictionary<string, string> { [Labels.Cluster] = cluster.Name };
        var wanted = cluster.Started ? cluster.Subnet : null;
        using var _ = await AloneAsync(cancellation);
        try
        {
            cluster = cluster.In(await Workspace.Engine.EnsureNetworkAsync(cluster.Container, labels, wanted, cancellation));
        }
        catch (UserException e) when (wanted is not null && e is not EngineUnreachableException)
        {
            throw new UserException(
                $"the monitors of cluster {cluster.Name} are bound to {cluster.Address}, and the engine does not give {wanted} to a network for it: {e.Message}; " +
                $"remove the network that has those addresses, or make the cluster anew: ./build.sh VStop --cluster {cluster.Name}", e);
        }

        _store.Write(cluster);
        return cluster;
    }

    private static void WarnOfShortages(DaemonCounts daemons)
    {
        if (KernelLimits.AsynchronousRequests is { } limit && limit < daemons.Osd * KernelLimits.RequestsOfAnOsd)
            Log.Warning("fs.aio-max-nr is {Limit}: {Osds} OSDs may take more, and not all start; to raise it: {Remedy:l}", limit, daemons.Osd, KernelLimits.Remedy);
        if (daemons is { Mgr: 0, Mds: > 0 })
            Log.Warning("without a manager, vstart.sh of nautilus and later makes no file systems, and that of octopus and later waits for one for ever; type --mds 0 too");
    }

    // So that no two choose the same ports or addresses.
    private Task<ResourceLock> AloneAsync(CancellationToken cancellation) => ResourceLock.WaitAsync(
        Workspace.Layout, ClusterStore.LockName, holder => Log.Information("another cluster is being made ({Holder:l}): waiting", holder), cancellation);

    // What is there keeps its ports and its daemons.
    private async Task<Cluster> ReserveAsync(BuildEnvironment environment, ClusterName name, CancellationToken cancellation)
    {
        var options = Workspace.Options;
        using var _ = await AloneAsync(cancellation);
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
                $"cluster {name} was made with {known.Parameters}, and that cannot be changed; leave other numbers out, or remove it first, with its data: ./build.sh VStop --cluster {name}");
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
        // What makes it new comes from the script, once.
        string[] arguments = cluster.Arguments.Count == 0 ? ["-d"] : [.. cluster.Arguments.Where(argument => argument is not ("-n" or "--new"))];
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
                Address = cluster.Address,
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
