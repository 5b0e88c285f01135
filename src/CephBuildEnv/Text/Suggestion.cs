namespace CephBuildEnv.Text;

/// <summary>Finds what a mistyped name probably meant.</summary>
public static class Suggestion
{
    /// <summary>The candidate nearest to <paramref name="given"/>, or null when none is near enough to be meant.</summary>
    public static string? Nearest(string given, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (candidate, distance: Distance(given.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(2, given.Length / 3) ? best.candidate : null;
    }

    /// <summary><c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Phrase(string given, IEnumerable<string> candidates) =>
        Nearest(given, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    // Levenshtein's distance, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
