using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Failures;

/// <summary>A line as the tool wrote it, without what terminals obey and without what an image builder puts before it.</summary>
/// <param name="Text">What the tool wrote.</param>
/// <param name="Section">The number of the image builder's step that it comes from.</param>
/// <param name="SectionError">The section failed, and this is what its builder says of it.</param>
internal readonly partial record struct OutputLine(string Text, int? Section, string? SectionError)
{
    // Longer ones are commands or instantiations of templates; nobody reads them to the end.
    private const int LongestText = 1000;

    public static OutputLine Of(string raw)
    {
        var text = TerminalCodes.Remove(raw);
        // What a carriage return has overwritten, such as percentages, was not meant to stay.
        text = text.TrimEnd('\r');
        text = text[(text.LastIndexOf('\r') + 1)..];
        var section = default(int?);
        if (text.StartsWith('#') && Prefix().Match(text) is { Success: true } prefix)
        {
            section = int.Parse(prefix.Groups["section"].ValueSpan);
            text = text[prefix.Length..];
            if (!prefix.Groups["time"].Success)
                return new("", section, text.StartsWith("ERROR: ") ? Shorten(text["ERROR: ".Length..]) : null);
        }

        return new(Shorten(text), section, null);
    }

    private static string Shorten(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";

    // BuildKit's plain progress: "#12 34.56 what the step says"; without a time it is what BuildKit says, such as "#12 ERROR: …".
    [GeneratedRegex(@"^#(?<section>\d{1,9}) ((?<time>\d+\.\d+) |(?=\S))", RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();
}
