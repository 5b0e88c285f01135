using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CephBuildEnv.Engines;

namespace CephBuildEnv.Images;

/// <summary>Everything that an image is made from. The same recipe makes the same image, so its hash tells whether one is up to date.</summary>
/// <param name="Tag">The image's name.</param>
/// <param name="Context">The Dockerfile and exactly the files that it copies.</param>
/// <param name="Arguments">Build arguments.</param>
/// <param name="ParentId">Id of the image that it starts from.</param>
/// <param name="Labels">What else is written on it; not part of its identity.</param>
public sealed record ImageRecipe(
    string Tag,
    ImmutableArray<ContextFile> Context,
    ImmutableSortedDictionary<string, string> Arguments,
    string ParentId,
    ImmutableSortedDictionary<string, string> Labels)
{
    // Changes when the same inputs would make another image: a change of how images are built.
    private const string FormatVersion = "1";

    // Enough to tell two contents of one file apart; the whole hash is in the label of the inputs.
    private const int ShortHash = 16;

    /// <summary>Each input and the hash of its value.</summary>
    public ImmutableSortedDictionary<string, string> Manifest { get; } = HashesOf(Context, Arguments, ParentId);

    /// <summary>SHA-256 over all inputs, as hexadecimal digits.</summary>
    public string Inputs => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Manifest, ManifestJson.Default.ImmutableSortedDictionaryStringString)));

    /// <summary>Why the image has to be built; empty when the one that exists is what this recipe makes.</summary>
    public IReadOnlyList<string> Differences(ImageState? image)
    {
        if (image is null)
            return [$"{Tag} does not exist"];
        if (image.Label(Engines.Labels.Inputs) == Inputs)
            return [];
        if (image.Label(Engines.Labels.Manifest) is not { } json)
            return [$"{Tag} was not made by this project"];
        var old = JsonSerializer.Deserialize(json, ManifestJson.Default.ImmutableSortedDictionaryStringString)!;
        return
        [
            .. Manifest.Where(input => old.ContainsKey(input.Key) && old[input.Key] != input.Value).Select(input => $"{input.Key} changed"),
            .. Manifest.Keys.Except(old.Keys).Select(name => $"{name} is new"),
            .. old.Keys.Except(Manifest.Keys).Select(name => $"{name} is gone"),
        ];
    }

    /// <param name="rebuild">A value that no build had yet makes every step run again; null lets the builder's cache answer.</param>
    /// <remarks>Not --no-cache: BuildKit of Docker 20.10 would also start with empty cache mounts.</remarks>
    public ImageBuild ToBuild(string? rebuild) => new(Tag, Context, rebuild is null ? Arguments : Arguments.Add("REBUILD", rebuild), Labels
        .Add(Engines.Labels.Inputs, Inputs)
        .Add(Engines.Labels.Manifest, JsonSerializer.Serialize(Manifest, ManifestJson.Default.ImmutableSortedDictionaryStringString))
        .Add(Engines.Labels.Parent, ParentId));

    private static ImmutableSortedDictionary<string, string> HashesOf(
        ImmutableArray<ContextFile> context, ImmutableSortedDictionary<string, string> arguments, string parentId)
    {
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var file in context)
            hashes.Add(file.Path, Hash(file));
        foreach (var (name, value) in arguments)
            hashes.Add($"argument {name}", Hash(Encoding.UTF8.GetBytes(value)));
        hashes.Add("parent image", Hash(Encoding.UTF8.GetBytes(parentId)));
        hashes.Add("architecture", System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString());
        hashes.Add("format", FormatVersion);
        return hashes.ToImmutable();
    }

    private static string Hash(ContextFile file)
    {
        using var content = file.Open();
        return $"{(file.Executable ? "x" : "-")}{Shorten(SHA256.HashData(content))}";
    }

    private static string Hash(ReadOnlySpan<byte> content) => Shorten(SHA256.HashData(content));

    private static string Shorten(byte[] hash) => Convert.ToHexStringLower(hash)[..ShortHash];
}
