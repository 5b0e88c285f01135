using CephBuildEnv.Environments;

namespace CephBuildEnv.Images;

/// <summary>The names of our images.</summary>
public static class ImageTags
{
    /// <summary>What all of them begin with.</summary>
    public const string Repository = "ceph-build-env";

    /// <summary>Of the images that are not made by us.</summary>
    public const string UpstreamRepository = $"{Repository}/upstream";

    // What podman puts before a name: where its own client made the image, and where the API did.
    private static readonly string[] Registries = ["", "localhost/", "docker.io/"];

    /// <summary>The distribution as it comes, before anything of ours.</summary>
    public static string Upstream(Distro distro) => $"{UpstreamRepository}:{distro.Name}";

    /// <summary>A distribution that can compile.</summary>
    public static string Base(Distro distro) => $"{Repository}/base:{distro.Name}";

    /// <summary>The same with the build dependencies of a release.</summary>
    public static string Release(BuildEnvironment environment) => $"{Repository}/base:{environment.Key}";

    /// <summary>What compiles a git checkout.</summary>
    public static string Git(BuildEnvironment environment) => $"{Repository}/git:{environment.Key}";

    /// <summary>What a shell runs in.</summary>
    public static string Run(BuildEnvironment environment) => $"{Repository}/run:{environment.Key}";

    /// <summary>The environment or distro that a tag of ours names; null when the tag is somebody else's.</summary>
    public static string? KeyOf(string tag) =>
        Array.Exists(Registries, registry => tag.StartsWith($"{registry}{Repository}/", StringComparison.Ordinal)) && tag.LastIndexOf(':') is > 0 and var colon
            ? tag[(colon + 1)..]
            : null;

    /// <summary>Of the lock that who builds or removes the image holds.</summary>
    public static string LockName(string tag) =>
        $"image-{tag[Math.Max(0, tag.IndexOf($"{Repository}/", StringComparison.Ordinal))..].Replace('/', '_').Replace(':', '_')}";
}
