using System.Globalization;
using System.Text.Json;
using CephBuildEnv.EngineTests.Host;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>What is known of one run, as <c>run.json</c> has it at the moment.</summary>
public sealed record RunFile(string Folder)
{
    public string RecordPath => Path.Combine(Folder, "run.json");

    /// <summary>Its place among the runs of its environment, of which the oldest may be gone.</summary>
    public int Number => int.Parse(Path.GetFileName(Folder).Split('-')[0], CultureInfo.InvariantCulture);

    /// <summary>What it has said.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "output.log"));

    /// <summary>A value of the record as text; empty where it has none.</summary>
    public string this[string name]
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllText(RecordPath));
            return json.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
        }
    }

    /// <summary>The runs of an environment, oldest first.</summary>
    public static IReadOnlyList<RunFile> All(string environment) => Directory.Exists($"{CephFolder.Root}/logs/{environment}")
        ? [.. Directory.EnumerateDirectories($"{CephFolder.Root}/logs/{environment}").Order(StringComparer.Ordinal).Select(folder => new RunFile(folder))]
        : [];

    public static RunFile Last(string environment) => All(environment)[^1];
}
