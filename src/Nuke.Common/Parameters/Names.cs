using System.Text;

namespace Nuke.Common.Parameters;

/// <summary>How names of targets and parameters are written, compared and guessed.</summary>
internal static class Names
{
    private static readonly string[] SplitWords =
        ["dot-net", "git-hub", "git-version", "nu-get", "re-sharper", "app-veyor", "team-city", "git-lab", "sign-path", "jet-brains"];

    /// <summary>The display form: <c>CephDir</c> is <c>ceph-dir</c>, <c>NuGetApiKey</c> is <c>nuget-api-key</c>.</summary>
    public static string Dashed(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        foreach (var word in SplitWords)
            text.Replace(word, word.Replace("-", ""));
        return text.ToString();
    }

    public static string WithoutDashes(string name) => name.Replace("-", "");

    public static bool Same(string one, string other) =>
        WithoutDashes(one).Equals(WithoutDashes(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>" Did you mean …?" with what resembles the typed text most, or nothing.</summary>
    public static string DidYouMean(string typed, IEnumerable<string> candidates)
    {
        typed = typed.ToLowerInvariant();
        var bare = typed.TrimStart('-');
        var tolerance = Math.Max(1, bare.Length / 3);
        var ranked = candidates
            .Select(x => (Text: x, Distance: bare.Length > 0 && x.TrimStart('-').StartsWith(bare, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Distance(typed, x.ToLowerInvariant())))
            .Where(x => x.Distance <= tolerance)
            .ToList();
        var best = ranked.Where(x => x.Distance == ranked.Min(y => y.Distance)).Take(3).Select(x => $"'{x.Text}'").ToList();
        return best.Count == 0 ? "" : $" Did you mean {string.Join(" or ", best)}?";
    }

    /// <summary>The number of inserted, removed, replaced or swapped characters.</summary>
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var replaced = table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[one.Length, other.Length];
    }
}
