using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Images: the distro's, and the release's on top of it.</summary>
sealed partial class BuildScript
{
    Target BaseImage => _ => _
        .Description("Builds ceph-build-env/base:<distro>, a distribution that can compile.")
        .DependsOn(Prepare)
        .Requires(() => Distro)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<BaseImageStep>())
        .Executes(() => Do<BaseImageStep>());

    Target ReleaseImage => _ => _
        .Description("Builds ceph-build-env/base:<distro>-<release>, with the release's build dependencies.")
        .DependsOn(BaseImage)
        .Requires(() => Release)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<ReleaseImageStep>())
        .Executes(() => Do<ReleaseImageStep>());

    Target ReleaseImages => _ => _
        .Description("Builds the release image for every distribution, or for those given.")
        .DependsOn(ReleaseImage);
}
