using System.Text.RegularExpressions;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Images;

/// <summary>The names of our images.</summary>
public static partial class ImageTags
{
    /// <summary>What all of them begin with.</summary>
    public const string Repository = "ceph-build-env";

    /// <summary>Of the images that are not made by us.</summary>
    public const string UpstreamRepository = $"{Repository}/upstream";

    private const string RuntimeRepository = $"{Repository}/ceph";

    private const int CommitDigits = 12;

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

    /// <summary>What was built, installed in the distribution as it comes.</summary>
    /// <param name="environment">That built it.</param>
    /// <param name="commit">That was built.</param>
    /// <param name="dirty">With changes that are not in it.</param>
    public static string Runtime(BuildEnvironment environment, string commit, bool dirty) =>
        $"{RuntimeRepository}:{environment.Key}-{commit[..CommitDigits]}{(dirty ? "-dirty" : "")}";

    /// <summary>Whether a tag of ours is one of an environment's, or of a distro's. Of those that run what was built there are several.</summary>
    /// <param name="tag">As the engine spells it.</param>
    /// <param name="key">Of the environment or distro.</param>
    public static bool IsOf(string tag, string key) => KeyOf(tag) is { } own &&
        (own == key || (tag.Contains($"{RuntimeRepository}:", StringComparison.Ordinal) && own.StartsWith(key, StringComparison.Ordinal) && CommitSuffix().IsMatch(own[key.Length..])));

    /// <summary>The environment or distro that a tag of ours names; null when the tag is somebody else's.</summary>
    public static string? KeyOf(string tag) =>
        Array.Exists(Registries, registry => tag.StartsWith($"{registry}{Repository}/", StringComparison.Ordinal)) && tag.LastIndexOf(':') is > 0 and var colon
            ? tag[(colon + 1)..]
            : null;

    /// <summary>Of the lock that who builds or removes the image holds.</summary>
    public static string LockName(string tag) =>
        $"image-{tag[Math.Max(0, tag.IndexOf($"{Repository}/", StringComparison.Ordinal))..].Replace('/', '_').Replace(':', '_')}";

    [GeneratedRegex(@"\A-[0-9a-f]{12}(-dirty)?\z")]
    private static partial Regex CommitSuffix();
}
