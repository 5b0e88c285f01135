using CephBuildEnv.Environments;

namespace CephBuildEnv.Images;

/// <summary>The names of our images.</summary>
public static class ImageTags
{
    /// <summary>What all of them begin with.</summary>
    public const string Repository = "ceph-build-env";

    /// <summary>The distribution as it comes, before anything of ours.</summary>
    public static string Upstream(Distro distro) => $"{Repository}/upstream:{distro.Name}";

    /// <summary>A distribution that can compile.</summary>
    public static string Base(Distro distro) => $"{Repository}/base:{distro.Name}";

    /// <summary>The same with the build dependencies of a release.</summary>
    public static string Release(BuildEnvironment environment) => $"{Repository}/base:{environment.Key}";

    /// <summary>What compiles a git checkout.</summary>
    public static string Git(BuildEnvironment environment) => $"{Repository}/git:{environment.Key}";

    /// <summary>What a shell runs in.</summary>
    public static string Run(BuildEnvironment environment) => $"{Repository}/run:{environment.Key}";
}
