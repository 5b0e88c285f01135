using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Overview;

/// <summary>What exists of every distro and environment, on disk and in the engine.</summary>
/// <param name="layout">The host's /ceph.</param>
/// <param name="distros">Those that exist.</param>
/// <param name="checkedOut">What is checked out in an environment's tree; null when there is none.</param>
/// <param name="images">As the engine has them; null when it does not answer.</param>
public sealed class EnvironmentOverview(
    HostLayout layout, IReadOnlyList<Distro> distros, Func<BuildEnvironment, string?> checkedOut, IReadOnlyDictionary<string, ImageState>? images)
{
    public bool EngineAnswers => images is not null;

    /// <summary>Each distro with its base image, null where there is none, and the releases that exist of it.</summary>
    public IEnumerable<(Distro Distro, ImageState? Image, IReadOnlyList<string> Releases)> Distros()
    {
        var releases = Found().ToLookup(environment => environment.Distro.Name, environment => environment.Release.Value);
        return distros.Select(distro => (distro, images?.GetValueOrDefault(ImageTags.Base(distro)), (IReadOnlyList<string>)[.. releases[distro.Name]]));
    }

    /// <summary>Every environment of which anything exists.</summary>
    public IEnumerable<EnvironmentState> Environments() => Found().Select(StateOf);

    // A folder that somebody put there need not be an environment.
    private IEnumerable<BuildEnvironment> Found()
    {
        var fromImages = (images?.Values ?? [])
            .Where(image => image.Label(Labels.Release) is not null)
            .Select(image => $"{image.Label(Labels.Distro)}-{image.Label(Labels.Release)}");
        return fromImages.Concat(Folders(layout.Sources)).Concat(Folders(layout.Caches))
            .Select(key => BuildEnvironment.Find(distros, key))
            .OfType<BuildEnvironment>()
            .Distinct()
            .OrderBy(environment => environment.Distro.Name, StringComparer.Ordinal)
            .ThenBy(environment => environment.Release.Value, StringComparer.Ordinal);
    }

    private EnvironmentState StateOf(BuildEnvironment environment) => new(
        environment,
        checkedOut(environment),
        HasImage(ImageTags.Release(environment)),
        HasImage(ImageTags.Git(environment)),
        new RunHistory(layout, environment).LastRecord);

    private bool? HasImage(string tag) => images?.ContainsKey(tag);

    private static IEnumerable<string> Folders(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.')
        : [];
}
