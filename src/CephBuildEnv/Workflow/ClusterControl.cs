using CephBuildEnv.Clusters;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Locking;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>The clusters that there are: shows them, stops them.</summary>
public sealed class ClusterControl(Workspace workspace)
{
    private readonly ClusterStore _store = new(workspace.Layout);

    public async Task ShowAsync(CancellationToken cancellation)
    {
        var clusters = _store.All;
        var containers = (await ContainersAsync(cancellation)).ToLookup(container => container.Labels[Labels.Cluster]);
        foreach (var name in containers.Select(group => group.Key).Except(clusters.Select(cluster => cluster.Name)).Where(ClusterName.IsValid))
            Log.Warning("cluster {Name:l} has a container, and no folder that can be read; to remove the container: ./build.sh VStop --cluster {Name:l}", name, name);
        if (clusters.Count == 0)
        {
            Console.WriteLine("There is no cluster. To start one: ./build.sh VStart --distro DISTRO --release RELEASE");
            return;
        }

        Report.Table(
            ["CLUSTER", "ENVIRONMENT", "STATE", "AGE", "PORTS ON 127.0.0.1", "NEXT"],
            clusters.Select(cluster => (string[])
            [
                cluster.Name,
                $"{cluster.Distro}-{cluster.Release}",
                State(cluster, containers[cluster.Name].Any(container => container.Running)),
                $"{workspace.Options.Clock.GetLocalNow() - cluster.Created:d\\.hh\\:mm}",
                cluster.PortsText,
                containers[cluster.Name].Any(container => container.Running)
                    ? $"./build.sh Exec --cluster {cluster.Name} --command 'ceph -s'"
                    : $"./build.sh VStart --distro {cluster.Distro} --release {cluster.Release} --cluster {cluster.Name}",
            ]));
    }

    /// <summary>Stops a cluster and removes it, with its data unless that is kept.</summary>
    /// <exception cref="UserException">There is no such cluster, or it is not clear which one.</exception>
    public async Task StopAsync(bool keep, CancellationToken cancellation)
    {
        if (workspace.Options.Cluster is { } wanted && await StopWithoutFolderAsync(wanted, cancellation))
            return;
        var cluster = Choose();
        var name = ClusterName.Parse(cluster.Name);
        using var _ = ResourceLock.Take(workspace.Layout, LockNames.Cluster(name), $"the cluster {name}");
        var (container, folder) = (cluster.Container, workspace.Layout.Cluster(name));
        if (!keep && FileStatus.Of(folder) is { IsLink: true })
            throw new UserException($"{folder} is a link, and what it points to is not ours to remove; stop the cluster with --keep, then remove by hand what it points to, and the link: rm {folder}");
        await workspace.Engine.RemoveContainerAsync(container, cancellation);
        if (keep)
        {
            Log.Information("cluster {Name:l} is down; its data are kept in {Folder:l}; start it again: ./build.sh VStart --distro {Distro:l} --release {Release:l} --cluster {Name:l}", cluster.Name, workspace.Layout.ClusterData(name), cluster.Distro, cluster.Release, cluster.Name);
            return;
        }

        await workspace.Engine.RemoveNetworkAsync(container, cancellation);
        FolderRemoval.Remove(FolderRemoval.Hide(workspace.Layout, folder), cancellation);
        Log.Information("cluster {Name:l} is removed", cluster.Name);
    }

    // Its folder is gone, or was changed by somebody: what runs is known by its label, and what is left of the folder stays.
    private async Task<bool> StopWithoutFolderAsync(ClusterName name, CancellationToken cancellation)
    {
        if (_store.All.Any(cluster => cluster.Name == name.Value))
            return false;
        var containers = (await ContainersAsync(cancellation)).Where(container => container.Labels[Labels.Cluster] == name.Value).ToList();
        if (containers.Count == 0)
            return false;
        using var _ = ResourceLock.Take(workspace.Layout, LockNames.Cluster(name), $"the cluster {name}");
        foreach (var container in containers)
        {
            await workspace.Engine.RemoveContainerAsync(container.Name, cancellation);
            await workspace.Engine.RemoveNetworkAsync(container.Name, cancellation);
            Log.Information("cluster {Name:l} had no folder that can be read: {Container:l} and its network are removed", name.Value, container.Name);
        }

        return true;
    }

    private async Task<IEnumerable<ListedContainer>> ContainersAsync(CancellationToken cancellation) =>
        (await workspace.Engine.ListContainersAsync(Labels.Cluster, cancellation)).Where(container => container.Labels.ContainsKey(Labels.Cluster));

    private Cluster Choose()
    {
        var all = _store.All;
        var wanted = workspace.Options.Cluster ?? (workspace.Options.Environments.ToList() is [var environment] ? ClusterName.Of(environment) : null);
        if (wanted is { } name)
        {
            return _store.Find(name) ?? throw new UserException(
                $"there is no cluster '{name}'{Suggestion.Phrase(name.Value, [.. all.Select(cluster => cluster.Name)])}; there {(all.Count == 0 ? "is none" : $"are {string.Join(", ", all.Select(cluster => cluster.Name))}")}");
        }

        return all switch
        {
            [var one] => one,
            [] => throw new UserException("there is no cluster to stop; to start one: ./build.sh VStart --distro DISTRO --release RELEASE"),
            _ => throw new UserException($"there are several clusters ({string.Join(", ", all.Select(cluster => cluster.Name))}); choose one: --cluster NAME"),
        };
    }

    private string State(Cluster cluster, bool runs) => !runs
        ? cluster.Started ? "down" : "never up"
        : _store.DeadDaemons(ClusterName.Parse(cluster.Name)) is [_, ..] dead ? $"{string.Join(' ', dead)} died"
        : _store.IsUp(ClusterName.Parse(cluster.Name)) ? "up" : "starting";
}
