using CephBuildEnv.Engines;

namespace CephBuildEnv.Disk;

/// <summary>
/// What images take, although they share layers: each layer counts for the first image that has it, those
/// with names before those that a rebuild left without.
/// Where the engine does not tell how large a shared part is, as little is claimed as possible: removing never frees less than was said.
/// </summary>
public sealed class ImageUsage(IReadOnlyList<LayeredImage> all)
{
    /// <summary>What they take, also where others share it.</summary>
    /// <returns>The bytes that each adds, by id.</returns>
    public IReadOnlyDictionary<string, long> Taken(IEnumerable<LayeredImage> images) => Added(Distinct(images), []);

    /// <summary>What their removal gives back: without what the images that stay share.</summary>
    /// <returns>The bytes that each adds, by id.</returns>
    public IReadOnlyDictionary<string, long> Freed(IEnumerable<LayeredImage> images)
    {
        var removed = Distinct(images);
        return Added(removed, all.Where(image => !removed.Exists(other => other.Image.Id == image.Image.Id)));
    }

    private static List<LayeredImage> Distinct(IEnumerable<LayeredImage> images) => [.. images.DistinctBy(image => image.Image.Id)];

    private Dictionary<string, long> Added(List<LayeredImage> images, IEnumerable<LayeredImage> before)
    {
        var counted = before.ToList();
        var added = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var image in images.OrderBy(image => image.Image.Tags.Count == 0).ThenBy(image => image.Layers.Count))
        {
            added[image.Image.Id] = Math.Max(0, image.Image.Size - counted.Select(other => Shared(image, other)).DefaultIfEmpty().Max());
            counted.Add(image);
        }

        return added;
    }

    // At most what both share; exactly that, when an image ends where they part.
    private long Shared(LayeredImage a, LayeredImage b)
    {
        var common = a.Layers.Zip(b.Layers).TakeWhile(pair => pair.First == pair.Second).Count();
        return common == 0
            ? 0
            : all.FirstOrDefault(image => image.Layers.Count == common && image.Layers.SequenceEqual(a.Layers.Take(common)))?.Image.Size
                ?? Math.Min(a.Lowest(common), b.Lowest(common));
    }
}
