using System.Collections.Immutable;
using System.Text;
using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Images;

/// <summary>Writes the recipes of our kinds of images.</summary>
public sealed class ImageRecipes(HostLayout layout)
{
    private const string DependenciesFolder = "dependencies";

    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    /// <param name="distro">Whose.</param>
    /// <param name="upstreamId">Id of the image that it starts from.</param>
    /// <param name="upstream">What a registry calls that; null when none does.</param>
    /// <param name="arguments">That its Dockerfile leaves to the user.</param>
    /// <exception cref="UserException">The Dockerfile has no such argument.</exception>
    public ImageRecipe Base(Distro distro, string upstreamId, ImageReference? upstream, IReadOnlyDictionary<string, string> arguments)
    {
        var context = DockerfileContext.Collect(layout.Images, $"{DistroCatalog.Folder}/{distro.Name}/Dockerfile", []);
        BuildArguments.Require(arguments.Keys, distro.Name, Encoding.UTF8.GetString(context[0].Content.Span));
        return new(
            ImageTags.Base(distro),
            context,
            None.Add("UPSTREAM", ImageTags.Upstream(distro)).Add("DISTRO", distro.Name).AddRange(arguments),
            upstreamId,
            upstream is null ? None.Add(Labels.Distro, distro.Name) : None.Add(Labels.Distro, distro.Name).Add(Labels.Upstream, upstream.ToString()));
    }

    /// <param name="environment">Whose.</param>
    /// <param name="parent">The base image.</param>
    /// <param name="files">The dependency files at the tip of the release.</param>
    /// <param name="commit">That they come from.</param>
    /// <param name="options">Which of them may be missing, and what else is to be there.</param>
    public ImageRecipe Release(BuildEnvironment environment, ImageState parent, IReadOnlyList<DependencyFile> files, string commit, BuildOptions options) => WithDependencies(
        environment,
        ImageTags.Release(environment),
        "base/release/Dockerfile",
        ImageTags.Base(environment.Distro),
        parent,
        files,
        commit,
        Beside(options));

    /// <param name="environment">Whose.</param>
    /// <param name="parent">The release image.</param>
    /// <param name="files">The dependency files of the tree that is checked out.</param>
    /// <param name="commit">That is checked out.</param>
    /// <param name="options">Which of them may be missing.</param>
    public ImageRecipe Git(BuildEnvironment environment, ImageState parent, IReadOnlyList<DependencyFile> files, string commit, BuildOptions options) =>
        WithDependencies(environment, ImageTags.Git(environment), "git/Dockerfile", ImageTags.Release(environment), parent, files, commit, Missing(options));

    /// <summary>Starts from the git image, so both have one and the same layer of dependencies.</summary>
    public ImageRecipe Run(BuildEnvironment environment, ImageState parent) => new(
        ImageTags.Run(environment),
        DockerfileContext.Collect(layout.Images, "run/Dockerfile", []),
        None.Add("PARENT", ImageTags.Git(environment)),
        parent.Id,
        EnvironmentLabels(environment));

    /// <summary>What was built, in the distribution as it comes.</summary>
    /// <param name="environment">That built it.</param>
    /// <param name="tag">Names the commit.</param>
    /// <param name="upstream">The distribution's own image.</param>
    /// <param name="commit">That was built.</param>
    /// <param name="collected">Folder with what <c>runtime.sh</c> has left; no link in it is followed.</param>
    public ImageRecipe Runtime(BuildEnvironment environment, string tag, ImageState upstream, string commit, string collected)
    {
        var family = $"base/families/{environment.Distro.Family.ToString().ToLowerInvariant()}.sh";
        var files = HostFiles.FilesBelow(collected).ToList();
        var installed = Path.Combine(collected, "installed.tar");
        if (!files.Contains(installed))
            throw new UserException($"{installed} is missing, which the image would be made of; look at the run's output: ./build.sh Logs");
        var packages = files.Where(file => file != installed)
            .Select(file => new ContextFile(Path.GetRelativePath(collected, file), File.ReadAllBytes(file), Executable: false));
        return new(
            tag,
            [
                .. DockerfileContext.Collect(
                    layout.Images, "runtime/Dockerfile", [new("family.sh", File.ReadAllBytes(Path.Combine(layout.Images, family)), Executable: false), .. packages]),
                new("installed.tar", default, Executable: false) { Source = installed },
            ],
            None.Add("PARENT", ImageTags.Upstream(environment.Distro)).Add("DISTRO", environment.Distro.Name),
            upstream.Id,
            EnvironmentLabels(environment).Add(Labels.Source, commit).Add(Labels.Revision, commit));
    }

    private ImageRecipe WithDependencies(
        BuildEnvironment environment,
        string tag,
        string dockerfile,
        string parentTag,
        ImageState parent,
        IReadOnlyList<DependencyFile> files,
        string commit,
        ImmutableSortedDictionary<string, string> arguments)
    {
        var generated = files.Select(file => new ContextFile($"{DependenciesFolder}/{file.Path}", file.Content, file.Executable)).ToList();
        var hash = DependencyFiles.Hash(files);
        return new(
            tag,
            DockerfileContext.Collect(layout.Images, dockerfile, generated),
            arguments.Add("PARENT", parentTag).Add("DISTRO", environment.Distro.Name).Add("RELEASE", environment.Release.Value).Add("DEPENDENCIES", hash),
            parent.Id,
            EnvironmentLabels(environment).Add(Labels.Dependencies, hash).Add(Labels.Source, commit));
    }

    private static ImmutableSortedDictionary<string, string> Beside(BuildOptions options)
    {
        var arguments = options.ExtraPackages.Count > 0 ? Missing(options).Add("EXTRA_PACKAGES", string.Join(' ', options.ExtraPackages)) : Missing(options);
        return options.SystemBoostWanted == true ? arguments.Add("SYSTEM_BOOST", "yes") : arguments;
    }

    // Without it, an image is as it always was.
    private static ImmutableSortedDictionary<string, string> Missing(BuildOptions options) => options.AllowMissingDependencies ? None.Add("ALLOW_MISSING", "yes") : None;

    private static ImmutableSortedDictionary<string, string> EnvironmentLabels(BuildEnvironment environment) =>
        None.Add(Labels.Distro, environment.Distro.Name).Add(Labels.Release, environment.Release.Value);
}
