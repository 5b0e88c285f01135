using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>What is made of a tree for others.</summary>
sealed partial class BuildScript
{
    [Parameter("Version of the packages, such as 18.2.7; default: as git describes the commit.")]
    readonly string? PackageVersion;

    [Parameter("Package makes source packages alone; default: those that can be installed too.")]
    readonly bool SourceOnly;

    Target Package => _ => _
        .Description("Makes RPMs or DEBs, whichever the distro has, and a repository of them, of a clean clone of what is committed.")
        .DependsOn(Downloads)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<PackageStep>())
        .Executes(() => Do<PackageStep>());

    Target RuntimeImage => _ => _
        .Description("Builds ceph-build-env/ceph:<distro>-<release>-<commit>, an image that runs what was built.")
        .DependsOn(Build)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<RuntimeImageStep>())
        .Executes(() => Do<RuntimeImageStep>());
}
