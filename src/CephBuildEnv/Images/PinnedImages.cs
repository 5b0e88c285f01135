using System.Collections.Immutable;
using System.Text.Json;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Images;

/// <summary>The upstream images that a checkout is pinned to, by digest: its <c>images.lock.json</c>.</summary>
/// <param name="checkout">The folder of the checkout.</param>
public sealed class PinnedImages(string checkout)
{
    public const string FileName = "images.lock.json";

    private readonly Lazy<ImmutableSortedDictionary<string, ImageReference>> _all = new(() => Read(Path.Combine(checkout, FileName)));

    /// <summary>Null when the distro is not pinned.</summary>
    /// <exception cref="UserException">The file is not what this project writes.</exception>
    public ImageReference? Of(Distro distro) => _all.Value.GetValueOrDefault(distro.Name);

    /// <summary>Pins distros, and leaves the others as they were.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Write(IEnumerable<KeyValuePair<string, ImageReference>> pins)
    {
        var all = _all.Value.SetItems(pins).ToImmutableSortedDictionary(pin => pin.Key, pin => pin.Value.ToString(), StringComparer.Ordinal);
        try
        {
            HostFiles.Replace(Path.Combine(checkout, FileName), JsonSerializer.Serialize(all, PinnedImagesJson.Default.ImmutableSortedDictionaryStringString) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{FileName} cannot be written: {e.Message}; have {checkout} writable, or pin in a checkout of your own", e);
        }
    }

    private static ImmutableSortedDictionary<string, ImageReference> Read(string file)
    {
        if (!Path.Exists(file))
            return ImmutableSortedDictionary<string, ImageReference>.Empty.WithComparers(StringComparer.Ordinal);
        try
        {
            var texts = JsonSerializer.Deserialize(HostFiles.ReadSmall(file) ?? "", PinnedImagesJson.Default.ImmutableSortedDictionaryStringString);
            return (texts ?? throw new FormatException("no object")).ToImmutableSortedDictionary(pin => pin.Key, pin => Checked(pin.Value), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new UserException($"{file} is not what Lock has written; mend it, or remove it and pin again: ./build.sh Lock", e);
        }
    }

    private static ImageReference Checked(string? text) => ImageReference.Find(text ?? "") is { Digest: not null } pin ? pin : throw new FormatException("no digest");
}
