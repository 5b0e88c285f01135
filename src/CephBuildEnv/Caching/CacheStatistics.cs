using System.Globalization;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Caching;

/// <summary>What the compiler cache did.</summary>
/// <param name="Hits">Compilations answered from the cache.</param>
/// <param name="Misses">Compilations that the compiler had to do.</param>
public sealed partial record CacheStatistics(long Hits, long Misses)
{
    public long Compilations => Hits + Misses;

    /// <summary>Reads ccache's counters, in the machine-readable form (3.7 and later) or in that for people (older).</summary>
    public static CacheStatistics Parse(string text)
    {
        var counters = Machine().Matches(text).ToDictionary(match => match.Groups["name"].Value, Value, StringComparer.Ordinal);
        if (counters.TryGetValue("cache_miss", out var misses))
            return new(counters.GetValueOrDefault("direct_cache_hit") + counters.GetValueOrDefault("preprocessed_cache_hit"), misses);
        return new(Human().Matches(text).Where(match => match.Groups["name"].Value.StartsWith("hit")).Sum(Value),
            Human().Matches(text).Where(match => match.Groups["name"].Value == "miss").Sum(Value));
    }

    /// <summary>What was counted between two readings.</summary>
    public static CacheStatistics operator -(CacheStatistics after, CacheStatistics before) =>
        new(after.Hits - before.Hits, after.Misses - before.Misses);

    private static long Value(Match match) => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<name>[a-z_]+)\t(?<count>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Machine();

    [GeneratedRegex(@"^cache (?<name>hit \([a-z]+\)|miss)\s+(?<count>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Human();
}
