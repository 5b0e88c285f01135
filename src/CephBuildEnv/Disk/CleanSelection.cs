using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Text;

namespace CephBuildEnv.Disk;

/// <summary>What to look at or to remove.</summary>
/// <param name="Kinds">Of things.</param>
/// <param name="Distros">Empty for all.</param>
/// <param name="Releases">Empty for all, and for what belongs to no release.</param>
public sealed record CleanSelection(IReadOnlySet<CleanKind> Kinds, IReadOnlyList<Distro> Distros, IReadOnlyList<ReleaseName> Releases)
{
    public const string Parameter = "--what";

    // Docker's name for it; not one of ours, since nothing tells whose it is.
    private const string BuildCache = "build-cache";

    /// <summary>The names of the kinds, as they are typed.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<CleanKind>().Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)];

    public bool IsRestricted => Distros.Count > 0 || Releases.Count > 0;

    /// <exception cref="UserException">A name is that of no kind.</exception>
    public static IReadOnlySet<CleanKind> Parse(IEnumerable<string> names) => names.Select(Parse).ToHashSet();

    /// <exception cref="UserException">What belongs to all environments was asked for together with some of them.</exception>
    public CleanSelection Checked()
    {
        if (IsRestricted && Kinds.Contains(CleanKind.Objects))
            throw new UserException($"{Parameter} objects: the object store belongs to all environments; leave --distro and --release out");
        if (IsRestricted && Kinds.Contains(CleanKind.Downloads))
            throw new UserException($"{Parameter} downloads: archives belong to all environments; leave --distro and --release out");
        return this;
    }

    /// <summary>Whether it is asked for.</summary>
    /// <param name="distro">That it belongs to.</param>
    /// <param name="release">Null for what belongs to a distro alone.</param>
    public bool Includes(string distro, string? release) =>
        (Distros.Count == 0 || Distros.Any(wanted => wanted.Name == distro)) &&
        (Releases.Count == 0 || Releases.Any(wanted => wanted.Value == release));

    private static CleanKind Parse(string name) => name switch
    {
        _ when Names.Contains(name) => Enum.Parse<CleanKind>(name, ignoreCase: true),
        BuildCache => throw new UserException(
            $"{Parameter} {BuildCache}: the engine does not tell which of it is ours, so it is never removed here; to empty all of it: {EngineService.Of(EngineKind.Docker).PruneBuildCache}"),
        _ => throw new UserException(
            $"{Parameter}: '{Printable.Text(name)}' is no kind of thing that can be removed{Suggestion.Phrase(name, Names)}; use {string.Join(", ", Names)}"),
    };
}
