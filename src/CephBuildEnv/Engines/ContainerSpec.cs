using System.Collections.Immutable;

namespace CephBuildEnv.Engines;

/// <summary>A container to be run: everything that both the API and the command line need to know.</summary>
public sealed record ContainerSpec(string Name, string Image)
{
    /// <summary>Root, whatever the image says: the scripts become the owner of /ceph by themselves.</summary>
    public const string User = "0:0";

    /// <summary>As many as there may be: podman's default of 2048 threads is less than what Ceph's tests start.</summary>
    public const int Processes = -1;

    /// <summary>Program and its fixed arguments; empty keeps the image's.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    public ImmutableArray<string> Arguments { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<Mount> Mounts { get; init; } = [];

    public string Hostname { get; init; } = "ceph";

    /// <summary>That all its processes together may use, in bytes, swap included; null for all that there is.</summary>
    public long? Memory { get; init; }

    /// <summary>Of the engine, which the container is alone in; null for the engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>In that network, which was made with its addresses given; null for any.</summary>
    public string? Address { get; init; }

    /// <summary>TCP ports that are the same on the host, on its loopback address only.</summary>
    public ImmutableArray<int> Ports { get; init; } = [];

    /// <summary>Of /dev/shm, in bytes; null for the engine's default (64 MiB).</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Between SIGTERM and SIGKILL when it is stopped; null for the engine's default (10 s).</summary>
    public TimeSpan? StopTime { get; init; }

    /// <summary>No program in the container can gain rights: sudo does not work.</summary>
    public bool NoNewPrivileges { get; init; } = true;
}
