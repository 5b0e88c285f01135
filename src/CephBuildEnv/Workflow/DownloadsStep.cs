using CephBuildEnv.Downloads;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Releases;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>What a release would fetch while it is built, fetched before, once for all environments.</summary>
public sealed class DownloadsStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Downloads";

    private readonly ArchiveStore _archives = new(workspace.Layout, workspace.Options.DownloadMirrors, Progress.Line);

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) => Task.FromResult(Decide(environment));

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        foreach (var boost in Wanted(environment).Where(boost => !_archives.Has(boost)))
            await _archives.FetchAsync(boost, cancellation);
    }

    private Decision Decide(BuildEnvironment environment)
    {
        if (Workspace.CephTree(environment) is null)
            return Decision.Need("unknown until fetched: what the tree fetches while it is built");
        var wanted = Wanted(environment);
        return Decision.From(
            [.. wanted.Where(boost => !_archives.Has(boost)).Select(boost => $"{_archives.FileOf(boost)} is not there: Boost {boost.Version}, which the tree builds")],
            wanted.Count == 0 ? "the tree fetches nothing that is not there" : $"{string.Join(", ", wanted.Select(_archives.FileOf))} is there");
    }

    private List<BoostSource> Wanted(BuildEnvironment environment) =>
    [
        .. new[]
        {
            Workspace.Options.Compiles ? OfBuild(environment) : null,
            // Packed with the source, whatever is built with it.
            Workspace.Options.MakesPackages ? Workspace.CephTree(environment)?.BoostOfPackages : null,
        }.OfType<BoostSource>().DistinctBy(boost => (boost.FileName, boost.Checksum)),
    ];

    // Null where Boost is the distribution's, in the tree, or fetched already.
    private BoostSource? OfBuild(BuildEnvironment environment)
    {
        var tree = Workspace.CephTree(environment);
        var (folder, build) = (Workspace.Layout.Source(environment), Workspace.Layout.BuildDirectory(environment));
        return tree?.Boost is { } boost && !(Workspace.BuildOptionsOf(environment).SystemBoostWanted ?? IsConfiguredWithSystemBoost(build)) &&
            !File.Exists(Path.Combine(folder, "src/boost/bootstrap.sh")) && !File.Exists(Path.Combine(build, "boost/src/Boost-stamp/Boost-download"))
            ? boost
            : null;
    }

    // By somebody else, or with options that were given to cmake by hand.
    private static bool IsConfiguredWithSystemBoost(string build) =>
        HostFiles.ReadSmall(Path.Combine(build, "CMakeCache.txt"))?.Contains("\nWITH_SYSTEM_BOOST:BOOL=ON\n", StringComparison.Ordinal) == true;
}
