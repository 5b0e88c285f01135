using System.Collections.Immutable;
using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Runs;

/// <summary>Writes down the container of a verb: the variables and mounts that the scripts in <c>bin/</c> count on.</summary>
public sealed class ContainerSpecs(HostLayout layout)
{
    public const string BuildVerb = "build";
    public const string InteractiveVerb = "interactive";
    public const string CheckVerb = "check";
    public const string VStartVerb = "vstart";

    /// <summary>Chosen before the start, so that it can be stopped by name whatever happens to its client.</summary>
    public static string Name(BuildEnvironment environment, string verb) => $"ceph-build-env.{environment.Key}.{verb}";

    /// <summary>The same container, which may write in one more folder below /ceph.</summary>
    public ContainerSpec Writing(ContainerSpec spec, string folder) => spec with { Mounts = [.. spec.Mounts, new(folder, Inside(folder))] };

    /// <param name="environment">Whose.</param>
    /// <param name="verb">What it does.</param>
    /// <param name="image">It runs.</param>
    /// <param name="script">In <c>bin/</c>.</param>
    /// <param name="arguments">Of the script.</param>
    /// <param name="run">Where it reports.</param>
    /// <param name="jobs">It may run at once.</param>
    /// <param name="dependencies">Hash of the tree's dependency files.</param>
    public ContainerSpec Create(
        BuildEnvironment environment,
        string verb,
        string image,
        string script,
        IEnumerable<string> arguments,
        RunFolder run,
        JobCount jobs,
        string dependencies)
    {
        var owner = HostUser.OwnerOf(layout.Root) ?? (HostUser.Id, HostUser.GroupId);
        return new(Name(environment, verb), image)
        {
            // This checkout's script, wherever /ceph/bin points to.
            Entrypoint = [Path.Combine(layout.Scripts, script)],
            Arguments = [.. arguments],
            Hostname = "ceph-build",
            Mounts = Mounts(environment, run),
            Labels = ImmutableSortedDictionary<string, string>.Empty
                .Add(Labels.Distro, environment.Distro.Name)
                .Add(Labels.Release, environment.Release.Value)
                .Add(Labels.Verb, verb)
                .Add(Labels.Run, run.Name)
                .Add(Labels.Checkout, layout.Checkout),
            Environment = ImmutableSortedDictionary<string, string>.Empty
                .Add("CEPH_DISTRO", environment.Distro.Name)
                .Add("CEPH_RELEASE", environment.Release.Value)
                .Add("CEPH_SRC", layout.Source(environment))
                .Add("CEPH_BUILD_DIR", layout.BuildDirectory(environment))
                .Add("CEPH_JOBS", $"{jobs.Count}")
                .Add("CEPH_LINK_JOBS", $"{jobs.Links}")
                .Add("CEPH_UID", $"{owner.User}")
                .Add("CEPH_GID", $"{owner.Group}")
                .Add("CEPH_RUN_DIR", run.Reports)
                .Add("CEPH_DEPENDENCIES", dependencies)
                .Add("CCACHE_DIR", layout.Cache(environment))
                .Add("CCACHE_BASEDIR", layout.Source(environment)),
        };
    }

    // What this program reads and writes on the host is not the branch's to change: records, locks, the objects and caches of
    // other environments. What is mounted by itself cannot be renamed in there and replaced by a link to elsewhere.
    private ImmutableArray<Mount> Mounts(BuildEnvironment environment, RunFolder run)
    {
        string[] guarded = [layout.Logs, layout.Locks, layout.Caches, layout.Clusters, layout.ObjectStore], own = [layout.Source(environment), layout.Cache(environment), run.Reports];
        return
        [
            new(layout.Root, HostLayout.DefaultRoot),
            .. guarded.Where(Directory.Exists).Select(folder => new Mount(folder, Inside(folder), ReadOnly: true)),
            .. own.Where(Directory.Exists).Select(folder => new Mount(folder, Inside(folder))),
            new(layout.Checkout, layout.Checkout, ReadOnly: true),
        ];
    }

    private string Inside(string path) => Path.Combine(HostLayout.DefaultRoot, Path.GetRelativePath(layout.Root, path));
}
