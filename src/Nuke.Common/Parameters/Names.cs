namespace Nuke.Common.Parameters;

/// <summary>How names of targets and parameters are written, compared and guessed.</summary>
internal static class Names
{
    /// <summary>The display form: <c>CephDir</c> is <c>ceph-dir</c>.</summary>
    public static string Dashed(string name) =>
        string.Concat(name.Select((x, i) => (i > 0 && char.IsUpper(x) && char.IsLower(name[i - 1]) ? "-" : "") + char.ToLowerInvariant(x)));

    public static string WithoutDashes(string name) => name.Replace("-", "");
    public static bool Same(string one, string other) =>
        WithoutDashes(one).Equals(WithoutDashes(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>" Did you mean …?" with what resembles the typed text most, or nothing.</summary>
    public static string DidYouMean(string typed, IEnumerable<string> candidates)
    {
        var bare = typed.TrimStart('-').ToLowerInvariant();
        var best = candidates
            .GroupBy(x => Distance(bare, x.TrimStart('-').ToLowerInvariant()))
            .Where(x => x.Key <= Math.Max(1, bare.Length / 3))
            .MinBy(x => x.Key);
        return best is null ? "" : $" Did you mean {string.Join(" or ", best.Take(3).Select(x => $"'{x}'"))}?";
    }

    /// <summary>The number of inserted, removed, replaced or swapped characters; 0 for the beginning of a name.</summary>
    private static int Distance(string typed, string name)
    {
        if (typed.Length > 0 && name.StartsWith(typed, StringComparison.Ordinal))
            return 0;
        var table = new int[typed.Length + 1, name.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= name.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(table[i - 1, j - 1] + (typed[i - 1] == name[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && typed[i - 1] == name[j - 2] && typed[i - 2] == name[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[typed.Length, name.Length];
    }
}
