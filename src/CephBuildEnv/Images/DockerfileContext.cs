using System.Collections.Immutable;
using System.Text;
using CephBuildEnv.Engines;

namespace CephBuildEnv.Images;

/// <summary>Collects what a Dockerfile copies: these files, and no others, are the build context.</summary>
public static class DockerfileContext
{
    /// <param name="imagesFolder">Sources of COPY are relative to it.</param>
    /// <param name="dockerfile">Path of the Dockerfile in it.</param>
    /// <param name="generated">Files that exist only in the context, such as <c>dependencies/install-deps.sh</c>.</param>
    /// <exception cref="UserException">A COPY line names what does not exist.</exception>
    public static ImmutableArray<ContextFile> Collect(string imagesFolder, string dockerfile, IReadOnlyList<ContextFile> generated)
    {
        var content = File.ReadAllBytes(Path.Combine(imagesFolder, dockerfile));
        var copied = CopySources(Encoding.UTF8.GetString(content)).SelectMany(source =>
            Resolve(imagesFolder, source, generated) is { Count: > 0 } files
                ? files
                : throw new UserException($"images/{dockerfile} copies {source}, which does not exist"));
        return [new(ImageBuild.Dockerfile, content, Executable: false), .. copied.DistinctBy(file => file.Path)];
    }

    /// <summary>The sources of every COPY line from the context (not from another stage).</summary>
    public static IEnumerable<string> CopySources(string dockerfile) => dockerfile.Split('\n')
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 2 && words[0].Equals("COPY", StringComparison.OrdinalIgnoreCase))
        .Where(words => !words.Any(word => word.StartsWith("--from=")))
        .SelectMany(words => words.Skip(1).Where(word => !word.StartsWith("--")).SkipLast(1))
        .Select(source => source.TrimEnd('/'));

    private static List<ContextFile> Resolve(string imagesFolder, string source, IReadOnlyList<ContextFile> generated)
    {
        var made = generated.Where(file => file.Path == source || file.Path.StartsWith($"{source}/")).ToList();
        if (made.Count > 0)
            return made;
        var full = Path.Combine(imagesFolder, source);
        if (File.Exists(full))
            return [Read(imagesFolder, full)];
        return Directory.Exists(full)
            ? [.. Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Read(imagesFolder, file))]
            : [];
    }

    private static ContextFile Read(string imagesFolder, string file) => new(
        Path.GetRelativePath(imagesFolder, file),
        File.ReadAllBytes(file),
        (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0);
}
