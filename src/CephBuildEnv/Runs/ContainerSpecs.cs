using System.Collections.Immutable;
using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Runs;

/// <summary>Writes down the container of a verb: the variables and mounts that the scripts in <c>bin/</c> count on.</summary>
public sealed class ContainerSpecs(HostLayout layout)
{
    public const string BuildVerb = "build";
    public const string InteractiveVerb = "interactive";
    public const string CheckVerb = "check";
    public const string VStartVerb = "vstart";
    public const string PackageVerb = "package";
    public const string RuntimeVerb = "runtime";
    public const string CompileCommandsVerb = "compile-commands";

    /// <summary>Where Ceph's daemons run: an engine's default of 64 MiB is for programs that hardly use any.</summary>
    public static readonly ByteSize SharedMemoryOfDaemons = ByteSize.FromGibibytes(1);

    /// <summary>Chosen before the start, so that it can be stopped by name whatever happens to its client.</summary>
    public static string Name(BuildEnvironment environment, string verb) => $"ceph-build-env.{environment.Key}.{verb}";

    /// <summary>The same container, which may write in one more folder below /ceph.</summary>
    public ContainerSpec Writing(ContainerSpec spec, string folder) => spec with { Mounts = [.. spec.Mounts, new(folder, Inside(folder))] };

    /// <summary>The same container, of a run, which it reports to.</summary>
    public ContainerSpec Of(RunFolder run, ContainerSpec spec) => Writing(spec, run.Reports) with
    {
        Labels = spec.Labels.Add(Labels.Run, run.Name),
        Environment = spec.Environment.SetItem("CEPH_RUN_DIR", run.Reports),
    };

    /// <param name="environment">Whose.</param>
    /// <param name="verb">What it does.</param>
    /// <param name="image">It runs.</param>
    /// <param name="script">In <c>bin/</c>.</param>
    /// <param name="arguments">Of the script.</param>
    /// <param name="jobs">It may run at once.</param>
    /// <param name="dependencies">Hash of the tree's dependency files.</param>
    public ContainerSpec Create(
        BuildEnvironment environment,
        string verb,
        string image,
        string script,
        IEnumerable<string> arguments,
        JobCount jobs,
        string dependencies)
    {
        var common = Common(environment, image, jobs);
        return common with
        {
            Name = Name(environment, verb),
            // This checkout's script, wherever /ceph/bin points to.
            Entrypoint = [Path.Combine(layout.Scripts, script)],
            Arguments = [.. arguments],
            Labels = ImmutableSortedDictionary<string, string>.Empty
                .Add(Labels.Distro, environment.Distro.Name)
                .Add(Labels.Release, environment.Release.Value)
                .Add(Labels.Verb, verb)
                .Add(Labels.Checkout, layout.Checkout),
            Environment = common.Environment.Add("CEPH_DEPENDENCIES", dependencies),
        };
    }

    /// <summary>Of an editor, which starts it by itself, and whatever it wants in it.</summary>
    /// <param name="environment">Whose.</param>
    /// <param name="image">It runs.</param>
    /// <param name="jobs">That are meant to run in it at once.</param>
    public ContainerSpec ForEditor(BuildEnvironment environment, string image, JobCount jobs) => Common(environment, image, jobs);

    private ContainerSpec Common(BuildEnvironment environment, string image, JobCount jobs)
    {
        var owner = HostUser.OwnerOf(layout.Root) ?? (HostUser.Id, HostUser.GroupId);
        return new("", image)
        {
            Hostname = "ceph-build",
            Mounts = Mounts([layout.Source(environment), layout.Cache(environment)]),
            Environment = ImmutableSortedDictionary<string, string>.Empty
                .Add("CEPH_DISTRO", environment.Distro.Name)
                .Add("CEPH_RELEASE", environment.Release.Value)
                .Add("CEPH_SRC", layout.Source(environment))
                .Add("CEPH_BUILD_DIR", layout.BuildDirectory(environment))
                .Add("CEPH_JOBS", $"{jobs.Count}")
                .Add("CEPH_LINK_JOBS", $"{jobs.Links}")
                .Add("CEPH_UID", $"{owner.User}")
                .Add("CEPH_GID", $"{owner.Group}")
                .Add("CCACHE_DIR", layout.Cache(environment))
                .Add("CCACHE_BASEDIR", layout.Source(environment)),
        };
    }

    // What this program reads and writes on the host is not the branch's to change: records, locks, the objects and caches of
    // other environments. What is mounted by itself cannot be renamed in there and replaced by a link to elsewhere.
    private ImmutableArray<Mount> Mounts(IEnumerable<string> own)
    {
        string[] guarded = [layout.Logs, layout.Locks, layout.Caches, layout.Clusters, layout.HeadersRoot, layout.ObjectStore, layout.OptionsRoot, layout.Downloads];
        return
        [
            new(layout.Root, HostLayout.DefaultRoot),
            .. guarded.Where(Directory.Exists).Select(folder => new Mount(folder, Inside(folder), ReadOnly: true)),
            .. own.Where(Directory.Exists).Select(folder => new Mount(folder, Inside(folder))),
            new(layout.Checkout, layout.Checkout, ReadOnly: true),
        ];
    }

    /// <summary>Where something below the host's /ceph is in containers.</summary>
    public string Inside(string path) => Path.Combine(HostLayout.DefaultRoot, Path.GetRelativePath(layout.Root, path));
}
