using System.Globalization;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Caching;

/// <summary>What the compiler cache did.</summary>
/// <param name="Hits">Compilations answered from the cache.</param>
/// <param name="Misses">Compilations that the compiler had to do.</param>
public sealed partial record CacheStatistics(long Hits, long Misses)
{
    /// <summary>How often old results were removed to keep the cache below its limit.</summary>
    public long Cleanups { get; init; }

    /// <summary>What the results take, in bytes; null when it is not known.</summary>
    public long? Size { get; init; }

    public long Compilations => Hits + Misses;

    /// <summary>Reads ccache's counters, in the machine-readable form (3.7 and later) or in that for people (older).</summary>
    public static CacheStatistics Parse(string text)
    {
        var machine = Machine().Matches(text).ToDictionary(match => match.Groups["name"].Value, Value, StringComparer.Ordinal);
        if (machine.TryGetValue("cache_miss", out var misses))
        {
            return new(machine.GetValueOrDefault("direct_cache_hit") + machine.GetValueOrDefault("preprocessed_cache_hit"), misses)
            {
                Cleanups = machine.GetValueOrDefault("cleanups_performed"),
                Size = machine.TryGetValue("cache_size_kibibyte", out var size) ? size * 1024 : null,
            };
        }

        var people = Human().Matches(text).ToLookup(match => match.Groups["name"].Value, Value, StringComparer.Ordinal);
        return new(people["cache hit (direct)"].Sum() + people["cache hit (preprocessed)"].Sum(), people["cache miss"].Sum())
        {
            Cleanups = people["cleanups performed"].Sum(),
            Size = HumanSize().Match(text) is { Success: true } match ? Bytes(match) : null,
        };
    }

    /// <summary>What was counted between two readings.</summary>
    public static CacheStatistics operator -(CacheStatistics after, CacheStatistics before) =>
        new(after.Hits - before.Hits, after.Misses - before.Misses) { Cleanups = after.Cleanups - before.Cleanups, Size = after.Size };

    private static long Value(Match match) => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);

    // ccache counts in powers of 1000 here; before 3.2 in those of 1024, and then it says bytes.
    private static long Bytes(Match match) =>
        (long)(double.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture) *
            Math.Pow(match.Groups["old"].Success ? 1024 : 1000, " KMGT".IndexOf(match.Groups["unit"].Value, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"^(?<name>[a-z_]+)\t(?<count>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Machine();

    [GeneratedRegex(@"^(?<name>cache hit \([a-z]+\)|cache miss|cleanups performed)\s+(?<count>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Human();

    [GeneratedRegex(@"^cache size\s+(?<size>[0-9.]+) (?<unit>[kKMGT]?)(B|(?<old>bytes))", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex HumanSize();
}
