using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Disk;

/// <summary>The environments that a host has anything of, and what lies among their folders and is none of them.</summary>
public sealed class HostEnvironments
{
    private HostEnvironments(IReadOnlyList<BuildEnvironment> environments, IReadOnlyList<string> strangers) =>
        (All, Strangers) = (environments, strangers);

    /// <summary>In the order of their keys.</summary>
    public IReadOnlyList<BuildEnvironment> All { get; }

    /// <summary>Paths below src, ccache, logs and headers whose names are those of no environment.</summary>
    public IReadOnlyList<string> Strangers { get; }

    /// <param name="layout">The host's /ceph.</param>
    /// <param name="distros">Those that exist.</param>
    /// <param name="engine">What the engine has of ours; null when it does not answer.</param>
    public static HostEnvironments Find(HostLayout layout, IReadOnlyList<Distro> distros, EngineInventory? engine)
    {
        var folders = new[] { layout.Sources, layout.Caches, layout.Logs, layout.HeadersRoot }
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(path => Path.GetFileName(path)[0] != '.')
            .ToLookup(path => BuildEnvironment.Find(distros, Path.GetFileName(path)) is not null);
        var keys = folders[true].Select(path => Path.GetFileName(path))
            .Concat((engine?.Images ?? []).Select(image => image.Key));
        return new(
            [.. keys.Select(key => BuildEnvironment.Find(distros, key)).OfType<BuildEnvironment>().DistinctBy(environment => environment.Key).OrderBy(environment => environment.Key, StringComparer.Ordinal)],
            [.. folders[false].Order(StringComparer.Ordinal)]);
    }
}
