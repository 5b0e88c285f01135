using System.Text.Json;

namespace CephBuildEnv.Runs;

/// <summary>What is known about one container run: <c>run.json</c>.</summary>
public sealed record RunRecord
{
    /// <summary>Of the file's shape; a reader that knows a smaller number must not guess.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The name of the run's folder.</summary>
    public required string Run { get; init; }

    /// <summary><c>debian-12-reef</c>.</summary>
    public required string Environment { get; init; }

    public required string Distro { get; init; }

    public required string Release { get; init; }

    public required string Verb { get; init; }

    public required string Image { get; init; }

    public required string ImageId { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }

    /// <summary>The tree had changes that are not committed.</summary>
    public bool Dirty { get; init; }

    public required int Jobs { get; init; }

    public required DateTimeOffset Start { get; init; }

    public DateTimeOffset? End { get; init; }

    public RunOutcome Outcome { get; init; }

    public long? ExitCode { get; init; }

    /// <summary>Of the compiler cache, in this run.</summary>
    public long? CacheHits { get; init; }

    public long? CacheMisses { get; init; }

    /// <summary>The step that the run was in when it ended: dependencies, configure or compile.</summary>
    public string? Stage { get; init; }

    public string? FirstError { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunRecord) + "\n";

    /// <summary>Null when the text is no record.</summary>
    public static RunRecord? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RunJson.Default.RunRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
