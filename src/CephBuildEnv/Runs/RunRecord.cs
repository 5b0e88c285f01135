using System.Text.Json;
using System.Text.Json.Serialization;
using CephBuildEnv.Testing;

namespace CephBuildEnv.Runs;

/// <summary>What is known about one container run: <c>run.json</c>. CONTRIBUTING.md describes the file.</summary>
public sealed record RunRecord
{
    /// <summary>Of the file's shape; a reader that knows a smaller number must not guess.</summary>
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name of the run's folder.</summary>
    public required string Run { get; init; }

    /// <summary><c>debian-12-reef</c>.</summary>
    public required string Environment { get; init; }

    public required string Distro { get; init; }

    public required string Release { get; init; }

    public required string Verb { get; init; }

    /// <summary>What ran in the container: a script of <c>bin/</c> and its arguments, quoted for a shell.</summary>
    public string? Command { get; init; }

    public required string Image { get; init; }

    public required string ImageId { get; init; }

    /// <summary>Where the tree comes from, as it says itself.</summary>
    public string? Repository { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }

    /// <summary>The tree had changes that are not committed.</summary>
    public bool Dirty { get; init; }

    public required int Jobs { get; init; }

    /// <summary>In bytes; null when the container might use all of the engine's.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The run that ran out of memory and that this one repeats with fewer jobs.</summary>
    public string? RetryOf { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary><see cref="Start"/> and what has passed since, whatever the host's clock did meanwhile; null when nobody saw it.</summary>
    public DateTimeOffset? End { get; init; }

    public RunOutcome Outcome { get; init; }

    /// <summary>Of the container; null when it was not seen to end.</summary>
    public long? ExitCode { get; init; }

    /// <summary>The most that the container used at a time, in bytes; null when the kernel does not tell.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>Of the compiler cache, in this run.</summary>
    public long? CacheHits { get; init; }

    public long? CacheMisses { get; init; }

    /// <summary>Of the compiler cache, at the end, in bytes.</summary>
    public long? CacheSize { get; init; }

    /// <summary>Of a run of tests, how they ended; null of any other, and of one that did not get to them.</summary>
    public TestCounts? Tests { get; init; }

    /// <summary>The step that the run was in when it ended: dependencies, configure, compile or test.</summary>
    public string? Stage { get; init; }

    /// <summary>What the tool that failed first said, a few lines.</summary>
    public string? FirstError { get; init; }

    /// <summary>The same, taken apart; null when no tool's error was recognised.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>How long it took; null when nobody saw its end.</summary>
    [JsonIgnore]
    public TimeSpan? Elapsed => End - Start;

    /// <summary>The outcome, for people.</summary>
    [JsonIgnore]
    public string OutcomeText => Outcome switch
    {
        RunOutcome.OutOfMemory => "ran out of memory",
        RunOutcome.TimedOut => "timed out",
        _ => Outcome.ToString().ToLowerInvariant(),
    };

    public string ToJson() => RunJson.Write(this);

    /// <summary>Null when the text is no record, or one of a later version of this project.</summary>
    public static RunRecord? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RunJson.Default.RunRecord) is { Schema: <= CurrentSchema } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
