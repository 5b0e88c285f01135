using CephBuildEnv.Clusters;
using CephBuildEnv.Compilation;
using CephBuildEnv.Environments;
using CephBuildEnv.Sources;
using CephBuildEnv.Testing;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>What was asked for, checked.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>The folder of this project's checkout.</summary>
    public required string Checkout { get; init; }

    /// <summary>Folder that /ceph becomes a link to; null makes it a folder.</summary>
    public string? CephDirectory { get; init; }

    public IReadOnlyList<Distro> Distros { get; init; } = [];

    public IReadOnlyList<ReleaseName> Releases { get; init; } = [];

    /// <summary>The ref to check out; null leaves what is checked out.</summary>
    public string? Branch { get; init; }

    public required RepositoryUrl Repository { get; init; }

    /// <summary>Addresses to use in place of others.</summary>
    public IReadOnlyDictionary<string, string> Rewrites { get; init; } = new Dictionary<string, string>();

    /// <summary>Compile jobs at once; null computes them.</summary>
    public int? Jobs { get; init; }

    /// <summary>What to compile; empty for the default target.</summary>
    public IReadOnlyList<BuildTarget> BuildTargets { get; init; } = [];

    /// <summary>That links; null leaves it to the tree.</summary>
    public string? Linker { get; init; }

    /// <summary>How a tree is configured; what is not said is as it is remembered.</summary>
    public BuildOptions Build { get; init; } = new();

    /// <summary>Nothing is remembered of before.</summary>
    public bool ResetBuildOptions { get; init; }

    /// <summary>Variables for containers, from a file.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders that archives are looked for in first.</summary>
    public IReadOnlyList<Uri> DownloadMirrors { get; init; } = [];

    /// <summary>Go on where a distro is known not to have what a tree wants.</summary>
    public bool AllowUnfit { get; init; }

    /// <summary>Finds all that there are, for advice.</summary>
    public Func<IReadOnlyList<Distro>> Catalog { get; init; } = () => [];

    /// <summary>That Check runs.</summary>
    public TestSelection Tests { get; init; } = new();

    /// <summary>Of packages; null leaves it to git.</summary>
    public PackageVersion? PackageVersion { get; init; }

    /// <summary>Packages are among what is to be made.</summary>
    public bool MakesPackages { get; init; }

    /// <summary>A tree is to be compiled where it is, not only by its packages.</summary>
    public bool Compiles { get; init; } = true;

    /// <summary>Packages of the source alone.</summary>
    public bool SourceOnly { get; init; }

    /// <summary>The development cluster; null for the one that is called as its environment.</summary>
    public ClusterName? Cluster { get; init; }

    /// <summary>Of a new cluster.</summary>
    public WantedDaemons Daemons { get; init; } = new();

    /// <summary>For vstart.sh, beside those that the project gives it.</summary>
    public IReadOnlyList<string> VStartArguments { get; init; } = [];

    /// <summary>That a container may use; null for all that the engine has.</summary>
    public ByteSize? Memory { get; init; }

    /// <summary>After which a container is stopped; null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Limit of a compiler cache; null leaves an existing one as it is.</summary>
    public ByteSize? CacheSize { get; init; }

    /// <summary>Build images again that are up to date.</summary>
    public bool Rebuild { get; init; }

    /// <summary>Ask the network for news.</summary>
    public bool Fetch { get; init; }

    /// <summary>Ask registries for newer upstream images.</summary>
    public bool Pull { get; init; }

    /// <summary>That a base image is to start from; null for the pinned one, or the distro's own.</summary>
    public ImageReference? BaseImage { get; init; }

    /// <summary>What Dockerfiles of distros leave to the user.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Pinned upstream images are about to be pinned anew.</summary>
    public bool RenewsPins { get; init; }

    public IEnumerable<BuildEnvironment> Environments =>
        Distros.SelectMany(distro => Releases.Select(release => new BuildEnvironment(distro, release)));
}
