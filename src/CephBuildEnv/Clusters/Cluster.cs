using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using CephBuildEnv.Environments;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Clusters;

/// <summary>A development cluster: what it was made with, in <c>cluster.json</c>. Its ports are its own as long as it has a folder.</summary>
public sealed record Cluster
{
    public const int CurrentSchema = 1;

    // vstart.sh gives each manager, and each module of one that listens, the next thousand.
    private const int PortsPerManager = 2;

    private const int BetweenManagers = 1000;

    private const int ToGateways = 9000;

    private const int LowestPort = 1024;

    private const int HighestPort = 40000;

    public int Schema { get; init; } = CurrentSchema;

    public required string Name { get; init; }

    public required string Distro { get; init; }

    public required string Release { get; init; }

    public required DaemonCounts Daemons { get; init; }

    /// <summary>Of the first monitor: <c>CEPH_PORT</c>. The others follow, with two ports each since nautilus.</summary>
    public required int Port { get; init; }

    /// <summary>What the network has for addresses (<c>172.18.0.0/16</c>), and which of them the container has: Ceph's monitors know each other by it, for as long
    /// as they have data. Null before there is a network.</summary>
    public string? Subnet { get; init; }

    /// <summary>See <see cref="Subnet"/>.</summary>
    public string? Address { get; init; }

    /// <summary>The run that it is up by: its container writes in that folder. Null before it has been up.</summary>
    public string? Run { get; init; }

    /// <summary>For vstart.sh, in place of those that the project gives it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    /// <summary>The name of its container, and of the network that only that is in.</summary>
    [JsonIgnore]
    public string Container => $"ceph-build-env.{Distro}-{Release}.cluster.{Name}";

    /// <summary>It has been up: it is started again with what it has, and not made anew.</summary>
    [JsonIgnore]
    public bool Started { get; init; }

    /// <summary>The first of each two is the dashboard's.</summary>
    [JsonIgnore]
    public IEnumerable<int> ManagerPorts => Enumerable.Range(1, PortsPerManager * Daemons.Mgr).Select(number => Port + (number * BetweenManagers));

    /// <summary>Of the first gateway: <c>CEPH_RGW_PORT</c>.</summary>
    [JsonIgnore]
    public int FirstGatewayPort => Port + ToGateways;

    [JsonIgnore]
    public IEnumerable<int> GatewayPorts => Enumerable.Range(FirstGatewayPort, Daemons.Rgw);

    /// <summary>All that are published. Not those of monitors: a client goes on to the addresses that they call themselves by, which are the container's.</summary>
    [JsonIgnore]
    public IEnumerable<int> Ports => [.. ManagerPorts, .. GatewayPorts];

    /// <summary>For people: <c>dashboard 21020, rgw 29020</c>.</summary>
    [JsonIgnore]
    public string PortsText => string.Join(
        ", ",
        new[] { ("dashboard", ManagerPorts.Take(1)), ("rgw", GatewayPorts) }
            .Where(part => part.Item2.Any())
            .Select(part => $"{part.Item1} {string.Join(' ', part.Item2.Select(port => port.ToString(CultureInfo.InvariantCulture)))}")
            .DefaultIfEmpty("no ports"));

    /// <summary>What it was made with, as it is typed.</summary>
    [JsonIgnore]
    public string Parameters => $"{Daemons.Parameters}{string.Concat(Arguments.Select(argument => $" --vstart-arg={ShellQuote.Quote(argument)}"))}";

    /// <summary>The same cluster, alone in a network: it has the first address after that of the gateway, which engines give the first.</summary>
    public Cluster In(string subnet)
    {
        var address = IPNetwork.Parse(subnet).BaseAddress.GetAddressBytes();
        address[^1] += 2;
        return this with { Subnet = subnet, Address = $"{new IPAddress(address)}" };
    }

    public string ToJson() => $"{JsonSerializer.Serialize(this, ClusterJson.Default.Cluster)}\n";

    // What is in a file may have been written by anybody.
    private bool IsValid =>
        Name is not null && ClusterName.IsValid(Name) && Distro is not null && DistroRules.IsName(Distro) && Release is not null && ReleaseName.IsValid(Release) &&
        Daemons is not null && Arguments is not null && Arguments.All(argument => argument is not null) && Daemons.Checked() == Daemons && Port is >= LowestPort and <= HighestPort &&
        (Subnet is null || (IPNetwork.TryParse(Subnet, out var subnet) && subnet.BaseAddress.AddressFamily == AddressFamily.InterNetwork && In(Subnet).Address == Address));

    /// <summary>Null when the text is no cluster, or one of a later version of this project.</summary>
    public static Cluster? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ClusterJson.Default.Cluster) is { Schema: <= CurrentSchema } cluster && cluster.IsValid
                ? cluster
                : null;
        }
        catch (Exception e) when (e is JsonException or UserException)
        {
            return null;
        }
    }
}
