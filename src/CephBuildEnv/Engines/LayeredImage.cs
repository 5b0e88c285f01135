namespace CephBuildEnv.Engines;

/// <summary>An image with the layers that it is made of, the lowest first: what images share can be told.</summary>
/// <param name="Image">What the engine says about it.</param>
/// <param name="Layers">The hash of each layer's content.</param>
/// <param name="Sizes">In bytes, of those layers that have anything in them; an engine does not say which these are.</param>
public sealed record LayeredImage(ImageState Image, IReadOnlyList<string> Layers, IReadOnlyList<long> Sizes)
{
    /// <summary>The size of the lowest layers, at most: what no layer accounts for could be theirs.</summary>
    public long Lowest(int count) => Math.Min(Image.Size, Sizes.Take(count).Sum() + Math.Max(0, Image.Size - Sizes.Sum()));

    /// <summary>It has all layers of the other, and more.</summary>
    public bool IsMadeFrom(LayeredImage other) => Layers.Count > other.Layers.Count && other.Layers.SequenceEqual(Layers.Take(other.Layers.Count));
}
