using System.Text.RegularExpressions;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Hosting;

/// <summary>The host's <c>/ceph</c>: the only code that joins a path below it.</summary>
/// <param name="checkout">The folder of this project's checkout.</param>
/// <param name="root">Always <c>/ceph</c>, but for tests.</param>
public sealed partial class HostLayout(string checkout, string root = HostLayout.DefaultRoot)
{
    public const string DefaultRoot = "/ceph";

    /// <summary>Of the name that a tree or a mirror has until it is complete.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Before the key of an environment; no distro is called like that.</summary>
    public const string PackagingPrefix = "package-";

    private const string RemovedPrefix = ".removed-";

    public string Root { get; } = root;

    public string Checkout { get; } = checkout;

    /// <summary>Source trees, one per environment.</summary>
    public string Sources => Path.Combine(Root, "src");

    /// <summary>Bare mirrors that the source trees borrow objects from.</summary>
    public string ObjectStore => Path.Combine(Sources, ".objects");

    /// <summary>The options that environments were given.</summary>
    public string OptionsRoot => Path.Combine(Sources, ".options");

    /// <summary>Archives that releases would fetch while they are built.</summary>
    public string Downloads => Path.Combine(Sources, ".downloads");

    public string Caches => Path.Combine(Root, "ccache");

    public string Logs => Path.Combine(Root, "logs");

    public string Locks => Path.Combine(Root, "locks");

    /// <summary>Development clusters, one folder each.</summary>
    public string Clusters => Path.Combine(Root, "clusters");

    /// <summary>Headers of images, for editors on the host.</summary>
    public string HeadersRoot => Path.Combine(Root, "headers");

    /// <summary>Link to this project's <c>bin/</c>.</summary>
    public string BinLink => Path.Combine(Root, "bin");

    /// <summary>Link to this project's checkout.</summary>
    public string ToolsLink => Path.Combine(Root, "tools");

    /// <summary>The scripts that run in containers: always those of the checkout that starts them.</summary>
    public string Scripts => Path.Combine(Checkout, "bin");

    public string Images => Path.Combine(Checkout, "images");

    public string Source(BuildEnvironment environment) => Path.Combine(Sources, environment.Key);

    /// <summary>Where a source tree grows until it is complete.</summary>
    public string UnfinishedSource(BuildEnvironment environment) => Path.Combine(Sources, $".{environment.Key}{UnfinishedSuffix}");

    /// <summary>Where packages are made: always the same folder, so that the compiler cache knows it again, and never there for long.</summary>
    public string Packaging(BuildEnvironment environment) => Path.Combine(Sources, $".{PackagingPrefix}{environment.Key}{UnfinishedSuffix}");

    public string BuildDirectory(BuildEnvironment environment) => Path.Combine(Source(environment), "build");

    /// <summary>What <c>configure.sh</c> has configured the build folder for.</summary>
    public string ConfigurationStamp(BuildEnvironment environment) => Path.Combine(BuildDirectory(environment), ".ceph-build-env");

    /// <summary>The build folder of a tree, and those that were put aside for another one (<c>build.&lt;time&gt;</c>), as far as they exist.</summary>
    public IReadOnlyList<string> BuildDirectories(BuildEnvironment environment) => Directory.Exists(Source(environment))
        ? [.. Directory.EnumerateFileSystemEntries(Source(environment), "build*")
            .Where(path => path == BuildDirectory(environment) || path.StartsWith($"{BuildDirectory(environment)}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)]
        : [];

    public string Cache(BuildEnvironment environment) => Path.Combine(Caches, environment.Key);

    /// <summary>Where a compiler cache is copied to until it is complete.</summary>
    public string UnfinishedCache(BuildEnvironment environment) => Path.Combine(Caches, $".{environment.Key}{UnfinishedSuffix}");

    public string HeadersOf(BuildEnvironment environment) => Path.Combine(HeadersRoot, environment.Key);

    /// <param name="environment">Whose.</param>
    /// <param name="imageId">Of the image that they come from: <c>sha256:…</c>.</param>
    public string Headers(BuildEnvironment environment, string imageId) => Path.Combine(HeadersOf(environment), imageId.Split(':')[^1][..12]);

    public string OptionsFile(BuildEnvironment environment) => Path.Combine(OptionsRoot, $"{environment.Key}.json");

    public string LogsOf(BuildEnvironment environment) => Path.Combine(Logs, environment.Key);

    /// <summary>What the builder of an image said last; hidden among the folders of the environments.</summary>
    public string ImageLog(string tag) => Path.Combine(Logs, ".images", $"{tag.Replace('/', '_').Replace(':', '_')}.log");

    public string Cluster(ClusterName name) => Path.Combine(Clusters, name.Value);

    /// <summary>What is known of a cluster: beside its data, so that it is not the container's to change.</summary>
    public string ClusterFile(ClusterName name) => Path.Combine(Cluster(name), "cluster.json");

    /// <summary>The daemons' configuration, data and logs: <c>VSTART_DEST</c>.</summary>
    public string ClusterData(ClusterName name) => Path.Combine(Cluster(name), "data");

    public string Mirror(string repository) => Path.Combine(ObjectStore, $"{repository}.git");

    /// <summary>The name that a damaged mirror is put aside under.</summary>
    public static string Damaged(string mirror, DateTimeOffset time) => $"{mirror}.damaged-{time:yyyyMMdd-HHmmss}";

    /// <summary>Mirrors that were put aside, each with the one that is in its place, or was.</summary>
    public IReadOnlyList<(string Folder, string Mirror)> DamagedMirrors() => Directory.Exists(ObjectStore)
        ? [.. Directory.EnumerateDirectories(ObjectStore).Order(StringComparer.Ordinal)
            .Select(folder => (folder, DamagedName().Match(folder)))
            .Where(pair => pair.Item2.Success)
            .Select(pair => (pair.folder, pair.Item2.Groups["mirror"].Value))]
        : [];

    /// <summary>The hidden name that something below src, ccache, logs, clusters or headers has while it is removed.</summary>
    /// <exception cref="ArgumentException">It lies elsewhere: nothing else is ever removed.</exception>
    public string Removed(string path)
    {
        var area = Areas.FirstOrDefault(area => path.StartsWith($"{area}/", StringComparison.Ordinal) && path.Length > area.Length + 1)
            ?? throw new ArgumentException($"{path} is none of ours", nameof(path));
        return Path.Combine(area, $"{RemovedPrefix}{path[(area.Length + 1)..].Replace('/', '+')}.{Path.GetRandomFileName()}");
    }

    /// <summary>What an interrupted removal has left.</summary>
    public IReadOnlyList<string> HalfRemoved() => [.. Areas
        .Where(Directory.Exists)
        .SelectMany(area => Directory.EnumerateDirectories(area, $"{RemovedPrefix}*"))];

    // What something may be removed from, the inner ones first.
    private string[] Areas => [ObjectStore, Sources, Caches, Logs, Clusters, HeadersRoot];

    /// <summary>What a benchmark does by hand.</summary>
    public string Benchmark => Path.Combine(Sources, ".benchmark");

    /// <summary>Whether an absolute path is that of a folder, or of something in it. Links are not followed.</summary>
    public static bool IsBelow(string path, string folder) => path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    public string LockFile(string name) => Path.Combine(Locks, $"{name}.lock");

    [GeneratedRegex(@"\A(?<mirror>.*/[^./][^/]*\.git)\.damaged-[0-9]{8}-[0-9]{6}\z", RegexOptions.Singleline)]
    private static partial Regex DamagedName();
}
