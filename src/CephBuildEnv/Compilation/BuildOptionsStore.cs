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
            return JsonSerializer.Deserialize(HostFiles.ReadSmall(file) ?? "", BuildOptionsJson.Default.BuildOptions) ?? new();
        }
        catch (JsonException)
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
}
