using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Workflow;

/// <summary><c>ceph-build-env/run:&lt;distro&gt;-&lt;release&gt;</c>: what shells and editors run in.</summary>
internal static class RunImage
{
    /// <summary>Builds it, if it is not up to date.</summary>
    public static async Task EnsureAsync(Workspace workspace, BuildEnvironment environment, CancellationToken cancellation)
    {
        var parent = await workspace.RequireImageAsync(ImageTags.Git(environment), BuildPrepareStep.StepName, cancellation);
        await workspace.Images.EnsureAsync(new ImageRecipes(workspace.Layout).Run(environment, parent), cancellation);
    }
}
