using CephBuildEnv.Engines;

namespace CephBuildEnv.Disk;

/// <summary>A name of an image that is ours, or an image of ours that has lost its name.</summary>
/// <param name="Image">What it names.</param>
/// <param name="Tag">As the engine spells it; null when a rebuild took the name away.</param>
/// <param name="Distro">That it belongs to.</param>
/// <param name="Release">Null for a base image.</param>
public sealed record OurImage(LayeredImage Image, string? Tag, string Distro, string? Release)
{
    /// <summary>The environment, or the distro of a base image.</summary>
    public string Key => Release is null ? Distro : $"{Distro}-{Release}";

    /// <summary>What the engine is told to remove.</summary>
    public string Reference => Tag ?? Image.Image.Id;

    /// <summary>For people.</summary>
    public override string ToString() => Tag ?? $"{Image.Image.Id["sha256:".Length..][..12]} (left by a rebuild)";
}
