using System.Security.Cryptography;
using System.Text;
using CephBuildEnv.Compilation;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Workflow;

/// <summary>
/// All that decides what the build tool finds to do: the container that it would run in, the tree and the build folder. As long as
/// that is the same as when it found nothing, it would find nothing again.
/// </summary>
internal sealed class BuildInputs(Workspace workspace, BuildEnvironment environment)
{
    private string Tree => workspace.Layout.Source(environment);

    private string BuildDirectory => workspace.Layout.BuildDirectory(environment);

    /// <summary>The last build, if it found nothing to do and nothing has changed since; null where that is not so, or nobody can tell.</summary>
    public async Task<RunFolder?> FindSameBuildAsync(RunRequest request, CancellationToken cancellation) =>
        new RunHistory(workspace.Layout, environment).Runs.LastOrDefault(run => run.Verb == request.Verb) is { Inputs: { } inputs } last &&
        !workspace.HasNewOptions(environment) &&
        await HashAsync(request, cancellation) == inputs
            ? last
            : null;

    /// <summary>Those of a run that is about to begin, as one word; null where a later one could not rely on them.</summary>
    public async Task<string?> OfRunAsync(RunRequest request, CancellationToken cancellation) =>
        NinjaFiles.HasCompiled(BuildDirectory) && !NinjaFiles.NamePathBelow(BuildDirectory, Mounted, Covered)
            ? await HashAsync(request, cancellation)
            : null;

    private async Task<string?> HashAsync(RunRequest request, CancellationToken cancellation)
    {
        var image = await workspace.Images.FindAsync(request.Image, cancellation);
        var container = new ContainerRuns(workspace).Spec(request, await workspace.JobsAsync(cancellation));
        // cmake looks at git's HEAD where binaries say their version.
        var source = workspace.SourceTree(environment).Inspect();
        var links = new ContainerLinks(Mounted, Covered);
        string?[] all =
        [
            image?.Id, .. container.Entrypoint, .. container.Arguments, .. container.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
            source?.Commit, source?.Branch ?? "", GitFiles(), .. Covered.Select(folder => TreeFingerprint.Of(folder, links.LeadElsewhere, cancellation)),
        ];
        return all.Contains(null) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', all))));
    }

    // Those that the build depends on: where Ceph's binaries say their version, cmake copies HEAD and its branch.
    private string? GitFiles() => NinjaFiles.PathsInGit(BuildDirectory) is { } paths
        ? string.Join('\n', paths.Order(StringComparer.Ordinal).Select(path => $"{path} {FileStatus.OfTarget(path)?.Version}"))
        : null;

    // What lies elsewhere in containers is of the image.
    private string[] Mounted => [workspace.Layout.Root, workspace.Layout.Checkout];

    private string[] Covered => [Tree, workspace.Layout.Scripts, workspace.Layout.Downloads];
}
