using CephBuildEnv.Engines;
using CephBuildEnv.Images;
using Serilog;

namespace CephBuildEnv.Disk;

/// <summary>What an engine has of ours: known by our labels, and by the names that begin with our repository.</summary>
public sealed class EngineInventory
{
    private EngineInventory(IReadOnlyList<LayeredImage> all, IReadOnlyList<OurImage> images, IReadOnlyList<ListedContainer> containers)
    {
        Usage = new(all);
        Images = images;
        Users = containers;
    }

    public ImageUsage Usage { get; }

    /// <summary>One for each of their names.</summary>
    public IReadOnlyList<OurImage> Images { get; }

    /// <summary>Containers that were made of images of ours, by us or by somebody else.</summary>
    public IReadOnlyList<ListedContainer> Users { get; }

    /// <summary>Those that were made by us.</summary>
    public IReadOnlyList<ListedContainer> Containers => [.. Users.Where(IsOurs)];

    /// <summary>Those that somebody else has made.</summary>
    public IReadOnlyList<ListedContainer> Strangers => [.. Users.Where(container => !IsOurs(container))];

    public static async Task<EngineInventory> ReadAsync(IContainerEngine engine, CancellationToken cancellation)
    {
        var all = await engine.ListLayersAsync(cancellation);
        return new(all, [.. all.SelectMany(image => OurNames(image, all))], await engine.ListContainersAsync(Labels.Distro, cancellation));
    }

    /// <returns>Null when no engine answers; a warning says why.</returns>
    public static async Task<EngineInventory?> TryReadAsync(Func<IContainerEngine> engine, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(engine(), cancellation);
        }
        catch (EngineUnreachableException e)
        {
            Log.Warning("{Message:l}", e.Message);
            return null;
        }
    }

    // A container has all labels of its image, and this one only from us.
    private static bool IsOurs(ListedContainer container) => container.Labels.ContainsKey(Labels.Run);

    private static IEnumerable<OurImage> OurNames(LayeredImage image, IReadOnlyList<LayeredImage> all)
    {
        var (distro, release) = (image.Image.Label(Labels.Distro), image.Image.Label(Labels.Release));
        if (image.Image.Tags.Count == 0)
            return distro is null || all.Any(other => IsDerived(image, other)) ? [] : [new(image, Tag: null, distro, release)];
        // The upstream image has no label: it is a distribution as it comes.
        return image.Image.Tags
            .Where(tag => distro is null ? ImageTags.KeyOf(tag) is not null && IsUpstream(tag) : ImageTags.IsOf(tag, release is null ? distro : $"{distro}-{release}"))
            .Select(tag => new OurImage(image, tag, distro ?? ImageTags.KeyOf(tag)!, release));
    }

    // By somebody else: what is made by us has inputs of its own.
    private static bool IsDerived(LayeredImage image, LayeredImage other) =>
        image.Image.Label(Labels.Inputs) == other.Image.Label(Labels.Inputs) && image.IsMadeFrom(other);

    private static bool IsUpstream(string tag) => tag.Contains($"{ImageTags.UpstreamRepository}:", StringComparison.Ordinal);
}
