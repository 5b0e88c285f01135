using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Environments;

/// <summary>
/// The whole name of an image: registry and path, and a tag, a digest or both
/// (https://github.com/distribution/reference). Short names are Docker's: <c>debian</c> is <c>docker.io/library/debian:latest</c>.
/// </summary>
public sealed partial record ImageReference
{
    private const int LongestReference = 255;

    private ImageReference(string name, string? tag, string? digest) => (Name, Tag, Digest) = (name, tag, digest);

    /// <summary><c>docker.io/library/debian</c>.</summary>
    public string Name { get; }

    /// <summary>Null where a digest says all.</summary>
    public string? Tag { get; }

    /// <summary><c>sha256:…</c>: of what a registry has sent, not the id of the image.</summary>
    public string? Digest { get; }

    /// <summary>Without the digest, where the tag says enough.</summary>
    public ImageReference Unpinned => Tag is null ? this : new(Name, Tag, digest: null);

    /// <summary>Null when the text is no reference.</summary>
    public static ImageReference? Find(string text)
    {
        if (text.Length > LongestReference || Pattern().Match(text) is not { Success: true } match)
            return null;
        var (tag, digest) = (Value(match, "tag"), Value(match, "digest"));
        return new(Qualified(match.Groups["name"].Value), tag ?? (digest is null ? "latest" : null), digest);
    }

    /// <param name="text">As it was typed.</param>
    /// <param name="parameter">For the message.</param>
    /// <exception cref="UserException">The text is no reference.</exception>
    public static ImageReference Parse(string text, string parameter) => Find(text)
        ?? throw new UserException($"{parameter}: '{Printable.Text(text)}' is no image; write it as docker pull wants it, such as docker.io/library/debian:bookworm");

    /// <summary>The same with the digest that an engine knows for it; as it is, when the engine knows none.</summary>
    /// <param name="digests">All that the engine has of the image: <c>debian@sha256:…</c>.</param>
    public ImageReference Pinned(IEnumerable<string> digests) =>
        digests.Select(Find).FirstOrDefault(known => known?.Name == Name && known.Digest is not null) is { } known ? new(Name, Tag, known.Digest) : this;

    public override string ToString() => $"{Name}{(Tag is null ? "" : $":{Tag}")}{(Digest is null ? "" : $"@{Digest}")}";

    private static string Qualified(string name)
    {
        var parts = name.Split('/');
        if (parts.Length == 1)
            return $"docker.io/library/{name}";
        return parts[0] == "localhost" || parts[0].AsSpan().ContainsAny('.', ':') ? name : $"docker.io/{name}";
    }

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    [GeneratedRegex(
        @"\A(?<name>[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*(:[0-9]{1,5}(?=/))?(/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*)" +
        @"(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
