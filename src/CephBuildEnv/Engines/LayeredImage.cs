namespace CephBuildEnv.Engines;

/// <summary>An image with the layers that it is made of, the lowest first: what images share can be told.</summary>
/// <param name="Image">What the engine says about it.</param>
/// <param name="Layers">The hash of each layer's content.</param>
public sealed record LayeredImage(ImageState Image, IReadOnlyList<string> Layers);
