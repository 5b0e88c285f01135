using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Locking;
using CephBuildEnv.Runs;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Makes the packages of the distro's family with the tree's own scripts, of a clean clone of what is checked out.</summary>
public sealed class PackageStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Package";

    private const string Script = "package.sh";

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Decision.Need(
        [
            $"makes {(Workspace.Options.SourceOnly ? "source packages" : "packages")} of what is committed in {Workspace.Layout.Source(environment)}",
            .. Workspace.Options.SourceOnly ? [] : Workspace.ConfigurationOfPackages(environment)?.Reasons ?? [],
        ]));

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var folder = Workspace.Layout.Packaging(environment);
        using var _ = ResourceLock.Take(Workspace.Layout, LockNames.Packaging(environment), $"what packages of {environment} are made from");
        try
        {
            await HostFiles.RemoveFolderAsync(folder);
            Directory.CreateDirectory(folder);
            var version = await CloneAsync(environment, Path.Combine(folder, "ceph"), cancellation);
            var record = await new ContainerRuns(Workspace).RunAsync(Request(environment, folder), cancellation);
            var reports = Workspace.Runs[environment].Reports;
            Log.Information(
                "{Environment:l}: packages of {Version:l} in {Elapsed:l}: {Packages:l}; a repository of them: {Repository:l}; both go with the run's log, so move what is to stay",
                environment.Key, version, $"{record.Elapsed:h\\:mm\\:ss}", Path.Combine(reports, "packages"), Path.Combine(reports, "repository"));
        }
        finally
        {
            await HostFiles.RemoveFolderAsync(folder);
        }
    }

    private async Task<string> CloneAsync(BuildEnvironment environment, string folder, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        var tree = Workspace.SourceTree(environment);
        if (await tree.IsDirtyAsync(cancellation))
            Log.Warning("{Environment:l}: {Folder:l} has changes that are not committed: they are not in the packages", environment.Key, tree.Folder);
        return await tree.CloneAsync(folder, Workspace.Store.MirrorOf(Workspace.Options.Repository), Workspace.Options.PackageVersion, cancellation);
    }

    private RunRequest Request(BuildEnvironment environment, string folder) => new(environment, ContainerSpecs.PackageVerb, ImageTags.Git(environment), Script, [])
    {
        Variables = new(Workspace.ConfigurationOfPackages(environment)?.Variables ?? [])
        {
            ["CEPH_PACKAGE_FORMAT"] = environment.Distro.Family == PackageFamily.Apt ? "deb" : "rpm",
            ["CEPH_PACKAGE_SOURCE"] = Path.Combine(HostLayout.DefaultRoot, Path.GetRelativePath(Workspace.Layout.Root, folder), "ceph"),
            ["CEPH_PACKAGE_SOURCE_ONLY"] = Workspace.Options.SourceOnly ? "1" : "",
        },
    };
}
