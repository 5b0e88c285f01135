using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Clusters;

/// <summary>The clusters that a host has folders of.</summary>
public sealed partial class ClusterStore(HostLayout layout)
{
    /// <summary>What builds all that a cluster runs.</summary>
    public const string BuildTarget = "vstart";

    /// <summary>Of the lock that keeps two from taking the same ports.</summary>
    public const string LockName = "clusters";

    // All of them are below what the kernel gives to programs that do not care (32768 and up).
    private const int FirstPort = 20000;

    private const int Places = 50;

    // Two for each of as many monitors as there can be.
    private const int PortsPerPlace = 20;

    /// <summary>By name, without those whose file cannot be read.</summary>
    public IReadOnlyList<Cluster> All => Directory.Exists(layout.Clusters)
        ? [.. Directory.EnumerateDirectories(layout.Clusters).Select(path => Path.GetFileName(path)).Where(ClusterName.IsValid)
            .Order(StringComparer.Ordinal).Select(name => Read(ClusterName.Parse(name))).OfType<Cluster>()]
        : [];

    /// <summary>Null when there is none of that name.</summary>
    /// <exception cref="UserException">Its file cannot be read: what it is, and whether it has data, is not known.</exception>
    public Cluster? Find(ClusterName name) => Read(name) ?? (Path.Exists(layout.ClusterFile(name))
        ? throw new UserException($"{layout.ClusterFile(name)} is not what this version has written, so the cluster {name} is left alone; mend it, or choose another name: --cluster NAME")
        : null);

    /// <summary>Its daemons have answered since it was started last.</summary>
    public bool IsUp(ClusterName name) => FileStatus.Of(Path.Combine(layout.ClusterData(name), "up")) is { IsFile: true };

    private Cluster? Read(ClusterName name) => HostFiles.ReadSmall(layout.ClusterFile(name)) is { } json && Cluster.TryParse(json) is { } cluster && cluster.Name == name.Value
        ? cluster with { Started = FileStatus.Of(Path.Combine(layout.ClusterData(name), "started")) is { IsFile: true } }
        : null;

    /// <summary>Daemons that should live and do not, as the cluster's own script has found out.</summary>
    public IReadOnlyList<string> DeadDaemons(ClusterName name) =>
        [.. (HostFiles.ReadSmall(Path.Combine(layout.ClusterData(name), "dead")) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(daemon => DaemonPattern().IsMatch(daemon))];

    /// <summary>The end of a daemon's log; null when there is none.</summary>
    public (string File, string? End) LogOf(ClusterName name, string daemon)
    {
        var file = Path.Combine(layout.ClusterData(name), "out", $"{daemon}.log");
        return (file, HostFiles.ReadEnd(file));
    }

    public void Write(Cluster cluster)
    {
        var name = ClusterName.Parse(cluster.Name);
        Directory.CreateDirectory(layout.ClusterData(name));
        HostFiles.Replace(layout.ClusterFile(name), cluster.ToJson());
    }

    /// <summary>The first port of a place that no cluster has, and nobody listens on; the same name looks in the same order.</summary>
    /// <param name="name">Of the cluster that it is for.</param>
    /// <param name="ports">That a cluster with a given first port would publish.</param>
    /// <exception cref="UserException">All are taken.</exception>
    public int FindPort(ClusterName name, Func<int, IEnumerable<int>> ports)
    {
        var taken = All.Select(cluster => cluster.Port).ToHashSet();
        var first = name.Value.Aggregate(0, (hash, letter) => unchecked((hash * 31) + letter) & int.MaxValue) % Places;
        return Enumerable.Range(0, Places)
            .Select(number => FirstPort + ((first + number) % Places * PortsPerPlace))
            .Where(port => !taken.Contains(port) && ports(port).All(IsFree))
            .Cast<int?>()
            .FirstOrDefault() ?? throw new UserException(
                $"no ports are free for another cluster: {taken.Count} clusters have some, and other programs the rest; remove one: ./build.sh VStop --cluster NAME (./build.sh Clusters shows them)");
    }

    /// <summary>Nobody listens on it, on the loopback address.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A(mon|osd|mds|mgr|rgw|radosgw)\.[A-Za-z0-9]{1,20}\z")]
    private static partial Regex DaemonPattern();
}
