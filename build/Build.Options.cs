using CephBuildEnv;
using CephBuildEnv.Compilation;
using CephBuildEnv.Text;
using Nuke.Common;

/// <summary>How trees are configured, per environment.</summary>
sealed partial class BuildScript
{
    [Parameter("Options for cmake, such as --cmake-arg=-DCMAKE_BUILD_TYPE=RelWithDebInfo; default: as remembered for the environment.")]
    readonly string[]? CmakeArg;

    [Parameter("Ceph's WITH_ switches to turn on, such as RBD_MIRROR; default: as remembered for the environment.")]
    readonly string[]? With;

    [Parameter("Ceph's WITH_ switches to turn off, such as RDMA; default: as remembered for the environment.")]
    readonly string[]? Without;

    [Parameter("Leaves out of the tree what daemons, clients and their tests can do without: dashboard frontend, man pages, tracing, SPDK, RDMA; default: as remembered for the environment.")]
    readonly bool Minimal;

    [Parameter("Uses the distribution's Boost instead of building one; default: as remembered for the environment.")]
    readonly bool SystemBoost;

    [Parameter("Flags for the C++ compiler, such as --cxx-flag='-include ostream' for an old release on a new compiler; default: as remembered for the environment.")]
    readonly string[]? CxxFlag;

    [Parameter("Packages to install into the images beside the release's dependencies; default: as remembered for the environment.")]
    readonly string[]? ExtraPackage;

    [Parameter("Goes on without build dependencies that the distribution does not have; default: as remembered for the environment, at first it stops and lists them.")]
    readonly bool AllowMissingDeps;

    [Parameter("Forgets the remembered options of the environment, those typed beside it hold; default: they are kept.")]
    readonly bool ResetOptions;

    [Parameter("File with variables for the containers, NAME=VALUE a line, as docker's --env-file; default: none.")]
    readonly string? EnvFile;

    [Parameter("Goes on although the distribution is known to lack what the release wants, such as a newer compiler; default: stops and says which would do.")]
    readonly bool AllowUnfit;

    [Parameter("Folders of the web that have the archives which old releases fetch, such as a copy in the company; default: those that are known, and those that the tree names.")]
    readonly string[]? DownloadMirror;

    Uri[] DownloadMirrors() => [.. (DownloadMirror ?? []).Select(text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address : throw new UserException($"--download-mirror: '{Printable.Text(text)}' is no address of a folder; write http://host/folder"))];

    BuildOptions OptionsOfTree() => new()
    {
        CMakeArguments = [.. (CmakeArg ?? []).Select(BuildOptions.CheckedCMakeArgument)],
        Switches = Switches(),
        Minimal = Minimal,
        SystemBoost = SystemBoost,
        CxxFlags = [.. (CxxFlag ?? []).Select(BuildOptions.CheckedCxxFlag)],
        ExtraPackages = [.. (ExtraPackage ?? []).Distinct().Select(BuildOptions.CheckedPackage)],
        AllowMissingDependencies = AllowMissingDeps,
    };

    SortedDictionary<string, bool> Switches()
    {
        var on = (With ?? []).Select(name => BuildOptions.CheckedSwitch("--with", name)).ToHashSet();
        var off = (Without ?? []).Select(name => BuildOptions.CheckedSwitch("--without", name)).ToHashSet();
        if (on.Intersect(off).FirstOrDefault() is { } both)
            throw new UserException($"--with and --without both name {Printable.Text(both)}; leave one of them out");
        return new(on.Union(off).ToDictionary(name => name, on.Contains), StringComparer.Ordinal);
    }
}
