using System.Globalization;
using System.Text;

namespace CephBuildEnv.Text;

/// <summary>Makes text that came from outside safe to print: on one line, of bounded length, with nothing that a terminal obeys.</summary>
public static class Printable
{
    private const int LongestText = 80;

    private const int LongestLine = 500;

    /// <summary>A name or a value within a sentence.</summary>
    public static string Text(string text) => Shortened(text, LongestText);

    /// <summary>A line of what something has said.</summary>
    public static string Line(string text) => Shortened(text, LongestLine);

    private static string Shortened(string text, int longest)
    {
        // What a line shows comes from its beginning: a text of megabytes is not looked through.
        var beginning = text.Length > 4 * longest ? text[..(4 * longest)] : text;
        var visible = string.Concat(beginning.EnumerateRunes().Take(longest + 1).Select(rune => IsVisible(rune) ? rune.ToString() : "?"));
        var runes = visible.EnumerateRunes().ToList();
        return runes.Count <= longest ? visible : string.Concat(runes.Take(longest)) + "…";
    }

    /// <summary>Neither a control character nor one that changes the direction or the lines of the text around it.</summary>
    public static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
