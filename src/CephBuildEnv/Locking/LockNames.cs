using CephBuildEnv.Environments;

namespace CephBuildEnv.Locking;

/// <summary>What the locks are called: who changes something and who removes it have to take the same one.</summary>
public static class LockNames
{
    /// <summary>Of all source trees.</summary>
    public const string SourcePrefix = "source-";

    /// <summary>Of an environment's source tree, build folder and cache.</summary>
    public static string Source(BuildEnvironment environment) => Source(environment.Key);

    /// <param name="key">Of the environment.</param>
    public static string Source(string key) => $"{SourcePrefix}{key}";

    /// <summary>Of the folder that an environment's packages are made in.</summary>
    public static string Packaging(BuildEnvironment environment) => $"package-{environment.Key}";

    /// <summary>Of a development cluster.</summary>
    public static string Cluster(ClusterName name) => $"cluster-{name}";

    /// <summary>Of the archives that releases are built with.</summary>
    public const string Downloads = "downloads";

    /// <summary>Of a mirror in the object store.</summary>
    /// <param name="storeName">Its name there.</param>
    public static string Objects(string storeName) => $"objects-{storeName}";
}
