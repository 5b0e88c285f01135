using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>A line as the tool wrote it, without colours and without what an image builder puts before it.</summary>
/// <param name="Text">What the tool wrote.</param>
/// <param name="Section">The number of the image builder's step that it comes from.</param>
/// <param name="SectionError">The section failed, and this is what its builder says of it.</param>
internal readonly partial record struct OutputLine(string Text, int? Section, string? SectionError)
{
    // Longer ones are commands or instantiations of templates; nobody reads them to the end.
    private const int LongestText = 1000;

    public static OutputLine Of(string raw)
    {
        var text = raw.Contains('\u001b') ? Escape().Replace(raw, "") : raw;
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

    [GeneratedRegex(@"\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)|[()][A-Z0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();

    // BuildKit's plain progress: "#12 34.56 what the step says", "#12 ERROR: what BuildKit says".
    [GeneratedRegex(@"^#(?<section>\d{1,9}) ((?<time>\d+\.\d+) |(?=ERROR: |DONE |CACHED|CANCELED|\[|sha256:|(transferring|resolve|extracting|exporting|writing|naming) ))", RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();
}
