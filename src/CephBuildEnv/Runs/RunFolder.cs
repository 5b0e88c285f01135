using CephBuildEnv.Caching;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Runs;

/// <summary>What one container run leaves: its record, its output, and what its scripts report.</summary>
public sealed class RunFolder
{
    private const string RecordFile = "run.json";

    private RunFolder(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Unique within its environment.</summary>
    public string Name => Path.GetFileName(Folder);

    public string OutputFile => Path.Combine(Folder, "output.log");

    /// <summary>The step that the scripts were in last; null before the first.</summary>
    public string? Stage => ReadReport("stage")?.Trim();

    /// <summary>What the compiler cache did in this run; null when the scripts did not get to count.</summary>
    public CacheStatistics? Cache =>
        ReadReport("ccache-before.txt") is { } before && ReadReport("ccache-after.txt") is { } after
            ? CacheStatistics.Parse(after) - CacheStatistics.Parse(before)
            : null;

    public static RunFolder Create(HostLayout layout, BuildEnvironment environment, string verb, DateTimeOffset now)
    {
        var name = $"{now:yyyyMMdd-HHmmss}-{verb}";
        var path = Path.Combine(layout.LogsOf(environment), name);
        // In two digits, so that the order of names is that of time.
        for (var count = 2; Directory.Exists(path); count++)
            path = Path.Combine(layout.LogsOf(environment), $"{name}-{count:00}");
        Directory.CreateDirectory(path);
        return new(path);
    }

    /// <summary>The record of the newest run that compiled; null when there is none that can be read.</summary>
    public static RunRecord? LastRecord(HostLayout layout, BuildEnvironment environment)
    {
        var folder = layout.LogsOf(environment);
        if (!Directory.Exists(folder))
            return null;
        var newest = Directory.EnumerateDirectories(folder)
            .Where(run => File.Exists(Path.Combine(run, RecordFile)))
            .Max(StringComparer.Ordinal);
        return newest is null ? null : RunRecord.TryParse(File.ReadAllText(Path.Combine(newest, RecordFile)));
    }

    /// <summary>Replaces the record in one step: a reader sees the old one or the new one.</summary>
    public void Write(RunRecord record)
    {
        var fresh = Path.Combine(Folder, $".{RecordFile}.{System.Environment.ProcessId}");
        File.WriteAllText(fresh, record.ToJson());
        File.Move(fresh, Path.Combine(Folder, RecordFile), overwrite: true);
    }

    private string? ReadReport(string name)
    {
        var file = Path.Combine(Folder, name);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
