using System.Globalization;
using CephBuildEnv.Caching;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Runs;

/// <summary>
/// What one container run leaves: its record, its output, and what its scripts report. While the process that watches the run
/// lives, it holds a lock in the folder, so that others can tell a run that goes on from one that nobody watches any more.
/// </summary>
public sealed class RunFolder(string folder) : IDisposable
{
    /// <summary>The stage of something that goes on by itself, once it does its work.</summary>
    public const string Up = "up";

    private const string RecordFile = "run.json";

    private const string WatchFile = ".watched";

    private const string TreeLock = "tree.lock";

    private const string InputsFile = "inputs";

    private FileStream? _watch;

    public string Folder { get; } = folder;

    /// <summary>Unique within its environment: its number and its verb, <c>0042-build</c>.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>Runs of an environment are numbered in the order in which they begin: a clock may be set back.</summary>
    public int Number => int.Parse(Name.Split('-')[0], CultureInfo.InvariantCulture);

    /// <summary>What ran.</summary>
    public string Verb => Name[(Name.IndexOf('-') + 1)..];

    /// <summary>Where the scripts report: of all this, the only part that the container can write.</summary>
    public string Reports => Path.Combine(Folder, "reports");

    public string RecordPath => Path.Combine(Folder, RecordFile);

    public string OutputFile => Path.Combine(Folder, "output.log");

    /// <summary>The step that the scripts were in last; null before the first.</summary>
    public string? Stage => ReadReport("stage")?.Trim();

    /// <summary>What the compiler cache did in this run; null when the scripts did not get to count.</summary>
    public CacheStatistics? Cache =>
        ReadReport("ccache-before.txt") is { } before && ReadReport("ccache-after.txt") is { } after
            ? CacheStatistics.Parse(after) - CacheStatistics.Parse(before)
            : null;

    /// <summary>The build tool had nothing to do, and says so; make does not.</summary>
    public bool NothingWasDone => File.Exists(Path.Combine(Reports, "nothing-was-done"));

    /// <summary>Of a build that found nothing to do: what it found that with, as one word; null of any other.</summary>
    public string? Inputs => HostFiles.ReadSmall(Path.Combine(Folder, InputsFile));

    /// <summary>What the compiler cache took when the run began, in bytes; null when it is not known.</summary>
    public long? CacheSizeBefore => ReadReport("ccache-before.txt") is { } before ? CacheStatistics.Parse(before).Size : null;

    /// <summary>The configuration that ccache worked with, as it prints it; null when it did not say.</summary>
    public string? CacheConfiguration => ReadReport("ccache-config.txt");

    /// <summary>In bytes; null when the kernel did not tell.</summary>
    public long? PeakMemory => long.TryParse(ReadReport("memory-peak"), CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    /// <summary>What ctest wrote, a file for each attempt.</summary>
    public IReadOnlyList<string> TestResults => Directory.Exists(Reports)
        ? [.. Directory.EnumerateFiles(Reports, "tests-*.xml").OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)]
        : [];

    /// <summary>Of a run of tests.</summary>
    public string JUnitFile => Path.Combine(Reports, "junit.xml");

    /// <summary>When something was last made or replaced in it: for a run that has ended, its end.</summary>
    public DateTimeOffset LastChange => new(Directory.GetLastWriteTimeUtc(Folder));

    /// <summary>The process that watched it has ended, and did not end the run. Costs less than to read the record.</summary>
    public bool IsAbandoned => File.Exists(WatchPath) && !IsWatched;

    /// <summary>Some process watches it.</summary>
    public bool IsWatched
    {
        get
        {
            try
            {
                // To open it like that is to lock it.
                using var _ = new FileStream(WatchPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return false;
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return true;
            }
        }
    }

    /// <summary>As it was written last; null when there is none, or none that can be read. One that nobody watches any more is lost.</summary>
    public RunRecord? Record => HostFiles.ReadSmall(RecordPath) is not { } json || RunRecord.TryParse(json) is not { } record
        ? null
        : record.Outcome == RunOutcome.Running && !IsWatched ? record with { Outcome = RunOutcome.Lost } : record;

    /// <summary>Replaces the record in one step: a reader sees the old one or the new one.</summary>
    public void Write(RunRecord record) => HostFiles.Replace(RecordPath, record.ToJson());

    /// <summary>Keeps the inputs of a build that found nothing to do.</summary>
    public void WriteInputs(string inputs) => HostFiles.Replace(Path.Combine(Folder, InputsFile), inputs);

    /// <summary>Writes down what a reader of the record finds out: that it is lost. One without a record may be about to begin.</summary>
    public void RecordLoss()
    {
        if (Record is not { Outcome: RunOutcome.Lost, End: null } lost)
            return;
        Write(lost);
        File.Delete(WatchPath);
    }

    /// <summary>Begins to watch it: it is lost when this process is.</summary>
    internal void Watch() => _watch = new(WatchPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    /// <summary>What its scripts wait for, before they touch the tree, until it is disposed of.</summary>
    internal IDisposable HoldTree() =>
        new FileStream(Path.Combine(Reports, TreeLock), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    /// <summary>Stops watching it.</summary>
    public void Dispose()
    {
        if (_watch is null)
            return;
        File.Delete(_watch.Name);
        _watch.Dispose();
    }

    private string WatchPath => Path.Combine(Folder, WatchFile);

    private string? ReadReport(string name) => HostFiles.ReadSmall(Path.Combine(Reports, name));
}
