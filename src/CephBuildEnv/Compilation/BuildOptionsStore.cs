using System.Text.Json;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Compilation;

/// <summary>The options that environments were given, and keep until they get others.</summary>
public sealed class BuildOptionsStore(HostLayout layout)
{
    /// <summary>Those of an environment; none where it was never given any.</summary>
    /// <exception cref="UserException">The file is not what this project writes.</exception>
    public BuildOptions Read(BuildEnvironment environment)
    {
        var file = layout.OptionsFile(environment);
        if (!Path.Exists(file))
            return new();
        try
        {
            return Checked(JsonSerializer.Deserialize(HostFiles.ReadSmall(file) ?? "", BuildOptionsJson.Default.BuildOptions) ?? new());
        }
        catch (Exception e) when (e is JsonException or UserException)
        {
            throw new UserException($"{file} is not what this project has written; mend it, or forget the options of {environment}: {BuildOptions.Reset}");
        }
    }

    /// <summary>Keeps them; nothing is left of none.</summary>
    public void Write(BuildEnvironment environment, BuildOptions options)
    {
        var file = layout.OptionsFile(environment);
        if (options.IsEmpty)
            File.Delete(file);
        else if (Directory.CreateDirectory(Path.GetDirectoryName(file)!).Exists)
            HostFiles.Replace(file, JsonSerializer.Serialize(options, BuildOptionsJson.Default.BuildOptions) + "\n");
    }

    // As strictly as what is typed: the file may be of another version, or anybody's. What it does not have is as it is without a file.
    private static BuildOptions Checked(BuildOptions options) => options with
    {
        CMakeArguments = [.. Known(options.CMakeArguments).Select(BuildOptions.CheckedCMakeArgument)],
        Switches = new((options.Switches ?? []).ToDictionary(with => BuildOptions.CheckedSwitch("--with", with.Key), with => with.Value), StringComparer.Ordinal),
        CxxFlags = [.. Known(options.CxxFlags).Select(BuildOptions.CheckedCxxFlag)],
        ExtraPackages = [.. Known(options.ExtraPackages).Select(BuildOptions.CheckedPackage)],
    };

    private static IEnumerable<string> Known(IReadOnlyList<string>? values) =>
        values is null ? [] : values.All(value => value is not null) ? values : throw new JsonException("null is no value");
}
