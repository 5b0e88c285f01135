using CephBuildEnv;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Images: the distro's, and the release's on top of it.</summary>
sealed partial class BuildScript
{
    [Parameter("Image that the base image of a distribution starts from, such as docker.io/library/debian:bookworm-slim; default: the one before, at first the pinned one or the distribution's own.", Name = "base-image")]
    readonly string? UpstreamImage;

    [Parameter("Asks registries for newer upstream images, but for those that are pinned; default: only for what is missing.")]
    readonly bool Pull;

    [Parameter("Arguments of the distribution's Dockerfile, such as REPOSITORIES=http://mirror.example.org/opensuse; to keep them, write them to .nuke/parameters.json; default: the Dockerfile's own.")]
    readonly string[]? BuildArg;

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

    Target Lock => _ => _
        .Description($"Pins the upstream images of all base images, or of those given, in {PinnedImages.FileName}; with BaseImage --pull to the newest ones.")
        .After(BaseImage)
        .Executes(() => new UpstreamPinning(Workspace).WriteAsync(Distros.All, _interruption.Token));

    ImageReference? WantedUpstream()
    {
        if (string.IsNullOrEmpty(UpstreamImage))
            return null;
        return Distro is { Length: > 1 }
            ? throw new UserException("--base-image is that of one distribution; give one with --distro")
            : ImageReference.Parse(UpstreamImage, "--base-image");
    }
}
