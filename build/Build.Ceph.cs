using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Ceph itself: its source, its build, and a shell in it.</summary>
sealed partial class BuildScript
{
    Target BuildPrepare => _ => _
        .Description("Gets the source tree, sets up the compiler cache and builds ceph-build-env/git:<distro>-<release>.")
        .DependsOn(ReleaseImage)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<BuildPrepareStep>())
        .Executes(() => Do<BuildPrepareStep>());

    Target Downloads => _ => _
        .Description("Fetches the archives that the release would fetch while it is built.")
        .DependsOn(BuildPrepare)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<DownloadsStep>())
        .Executes(() => Do<DownloadsStep>());

    Target Build => _ => _
        .Description("Compiles the source tree in place, in the git build image.")
        .DependsOn(Downloads)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<BuildStep>())
        .Executes(() => Do<BuildStep>());

    Target Interactive => _ => _
        .Description("Opens a shell in ceph-build-env/run:<distro>-<release>, on the built tree.")
        .DependsOn(Build)
        .OnlyWhenDynamic(() => IsNeeded<ShellStep>())
        .Executes(OpenShell);

    Target Shell => _ => _
        .Description("Opens the same shell without building first: for a tree that does not build.")
        .DependsOn(BuildPrepare)
        .OnlyWhenDynamic(() => IsNeeded<ShellStep>())
        .Executes(OpenShell);

    void OpenShell()
    {
        Do<ShellStep>();
        ExitCode = Step<ShellStep>().ExitCode;
    }
}
