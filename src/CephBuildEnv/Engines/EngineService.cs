using System.Collections.Immutable;

namespace CephBuildEnv.Engines;

/// <summary>How an engine is installed and started on a host.</summary>
/// <param name="Client">Its command line.</param>
/// <param name="Daemon">The program that answers on its socket.</param>
/// <param name="Unit">Of systemd: what starts it.</param>
/// <param name="Group">Whose members may use the socket; null when there is none.</param>
public sealed record EngineService(string Client, string Daemon, string Unit, string? Group)
{
    private static readonly EngineService Docker = new("docker", "dockerd", "docker", "docker")
    {
        Packages = new Dictionary<string, string[]> { ["apt-get"] = ["docker.io"], ["dnf"] = ["moby-engine"] },
        DaemonArguments = address => ["--host", address],
        PruneBuildCache = "docker builder prune",
    };

    private static readonly EngineService Podman = new("podman", "podman", "podman.socket", Group: null)
    {
        // Debian's podman only recommends what --init needs.
        Packages = new Dictionary<string, string[]> { ["apt-get"] = ["podman", "catatonit"] },
        DaemonArguments = address => ["system", "service", "--time", "0", address],
    };

    private IReadOnlyDictionary<string, string[]> Packages { get; init; } = ImmutableDictionary<string, string[]>.Empty;

    /// <summary>Where it writes when this project has started it.</summary>
    public string Log => $"/var/log/ceph-build-env-{Daemon}.log";

    /// <summary>For a socket's address.</summary>
    public required Func<string, ImmutableArray<string>> DaemonArguments { get; init; }

    /// <summary>What to type to empty the builder's cache; null where there is none.</summary>
    public string? PruneBuildCache { get; private init; }

    public static EngineService Of(EngineKind kind) => kind == EngineKind.Docker ? Docker : Podman;

    /// <summary>The packages that have client and daemon.</summary>
    public IReadOnlyList<string> PackagesIn(string packageManager) => Packages.GetValueOrDefault(packageManager, [Client]);
}
