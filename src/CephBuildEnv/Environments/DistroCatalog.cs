using System.Text.Json;
using CephBuildEnv.Text;

namespace CephBuildEnv.Environments;

/// <summary>The distros that exist: the folders under <c>images/base/distros</c>. Nothing else names one.</summary>
public sealed class DistroCatalog(string imagesFolder)
{
    /// <summary>Below the images folder.</summary>
    public const string Folder = "base/distros";

    private const string DescriptionFile = "distro.json";

    private readonly Lazy<IReadOnlyList<Distro>> _all = new(() => [.. Names(imagesFolder).Select(name => Read(imagesFolder, name))]);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Distro> All => _all.Value;

    /// <exception cref="UserException">There is no such distro; the message lists those that exist.</exception>
    public Distro Get(string name)
    {
        var names = Names(imagesFolder);
        return names.Contains(name)
            ? Read(imagesFolder, name)
            : throw new UserException(
                $"--distro: there is no distro '{Printable.Text(name)}'{(name.Contains(',') ? " (several are separated by blanks)" : Suggestion.Phrase(name, names))}; " +
                $"available: {string.Join(", ", names)}");
    }

    /// <summary>What the description of a distro says.</summary>
    /// <exception cref="UserException">It does not describe one.</exception>
    public static Distro Parse(string name, byte[] description)
    {
        try
        {
            using var json = JsonDocument.Parse(description);
            var root = json.RootElement;
            return DistroRules.Checked(new(
                name,
                root.GetProperty("title").GetString()!,
                DistroRules.Family(root.GetProperty("family").GetString()!),
                root.GetProperty("upstream").GetString()!,
                Optional(root, "endOfLife") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd") : null,
                Optional(root, "bootstrapSuite"),
                Optional(root, "bootstrapComponents"))
            {
                Id = Optional(root, "id"),
                Gcc = OptionalVersion(root, "gcc"),
                NewestGcc = OptionalVersion(root, "newestGcc"),
                CMake = OptionalVersion(root, "cmake"),
                Boost = OptionalVersion(root, "boost"),
                Python2 = root.TryGetProperty("python2", out var python2) ? python2.GetBoolean() : null,
                PrefersPython3 = IsTrue(root, "prefersPython3"),
                IsVerified = IsTrue(root, "verified"),
                Archive = Optional(root, "archive"),
            });
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new UserException($"images/{Folder}/{Printable.Text(name)}/{DescriptionFile} does not describe a distro: {Printable.Text(e.Message)}; see images/README.md", e);
        }
    }

    private static List<string> Names(string imagesFolder) => Folders(Path.Combine(imagesFolder, Folder))
        .Where(folder => File.Exists(Path.Combine(folder, DescriptionFile)))
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder)
        : throw new UserException($"{folder} does not exist, so this is no checkout of ceph-build-env; leave --root out");

    private static Distro Read(string imagesFolder, string name) =>
        Parse(name, File.ReadAllBytes(Path.Combine(imagesFolder, Folder, name, DescriptionFile)));

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Version? OptionalVersion(JsonElement element, string name) => Optional(element, name) is { } version ? Version.Parse(version) : null;

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();
}
