using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Pins the images that base images were made from, for everybody who works with this checkout.</summary>
public sealed class UpstreamPinning(Workspace workspace)
{
    /// <summary>Pins the distros that were asked for, each of them; else all that have something to pin.</summary>
    /// <param name="all">The distros that exist.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">There is nothing to pin.</exception>
    public async Task WriteAsync(IReadOnlyList<Distro> all, CancellationToken cancellation)
    {
        var asked = workspace.Options.Distros;
        var images = await workspace.Images.AllAsync(cancellation);
        var pins = new SortedDictionary<string, ImageReference>(StringComparer.Ordinal);
        foreach (var distro in asked.Count > 0 ? asked : [.. all.Where(distro => images.ContainsKey(ImageTags.Base(distro)))])
        {
            if (Pin(images.GetValueOrDefault(ImageTags.Base(distro))) is { } pin)
                pins[distro.Name] = pin;
            else if (asked.Count > 0)
                throw new UserException(WhyNot(distro, images));
            else
                Log.Warning("{Reason:l}", WhyNot(distro, images));
        }

        if (pins.Count == 0)
            throw new UserException("there is no base image whose upstream image has a digest; get one from a registry: ./build.sh BaseImage --distro DISTRO --pull");
        new PinnedImages(workspace.Options.Checkout).Write(pins);
        Report.Table(["DISTRO", $"PINNED IN {PinnedImages.FileName}"], pins.Select(pin => (string[])[pin.Key, pin.Value.ToString()]));
    }

    private static ImageReference? Pin(ImageState? image) =>
        image?.Label(Labels.Upstream) is { } label && ImageReference.Find(label) is { Digest: not null } pin ? pin : null;

    private static string WhyNot(Distro distro, IReadOnlyDictionary<string, ImageState> images) => images.ContainsKey(ImageTags.Base(distro))
        ? $"{distro} starts from an image that no registry has given, so there is no digest to pin; name one that a registry has: ./build.sh BaseImage --distro {distro} --base-image IMAGE"
        : $"{distro} has no base image yet; make it: ./build.sh BaseImage --distro {distro}";
}
