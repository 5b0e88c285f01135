using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Shells and Python, of the scripts that they run.</summary>
internal sealed partial class ScriptErrors : IErrorFormat
{
    public Finding? Begin(string line)
    {
        if (line == "Traceback (most recent call last):")
            return new(Rank.Stated, "python", line, line) { EndsWithTheCause = true, More = TakeFrame };
        return Shell().Match(line) is { Success: true } match
            ? new(Rank.Stated, "shell", match.Groups["message"].Value, line)
            {
                File = match.Groups["file"].Value,
                Line = int.Parse(match.Groups["line"].ValueSpan),
            }
            : null;
    }

    // The last frame is where it happened, and the line after it says what.
    private static bool TakeFrame(Finding finding, string next)
    {
        if (finding.Lines.Count > 1 && !finding.Lines[^1].StartsWith(' '))
            return false;
        if (Frame().Match(next) is { Success: true } frame)
        {
            finding.File = frame.Groups["file"].Value;
            finding.Line = int.Parse(frame.Groups["line"].ValueSpan);
        }
        else if (!next.StartsWith(' '))
        {
            finding.Message = next;
        }

        finding.Take(next);
        return true;
    }

    // bash says "line", dash does not.
    [GeneratedRegex(
        @"^(?<file>[^\s:]+): (line (?<line>\d{1,9}): (?!warning: )(?<message>\S.*)" +
        @"|(?<line>\d{1,9}): (?<message>(\S.*: )?(not found|Permission denied|parameter not set|Bad substitution|Syntax error: .*|cannot (open|create) .*|No such file.*)))$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Shell();

    [GeneratedRegex(@"^  File ""(?<file>[^""]+)"", line (?<line>\d{1,9})", RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();
}
