using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>What ninja and make say of themselves, not of a step.</summary>
internal sealed partial class RunnerErrors : IErrorFormat
{
    public Finding? Begin(string line)
    {
        if (Ninja().Match(line) is { Success: true } ninja)
            return Create(ninja, Rank.Cause, "ninja", line);
        if (Make().Match(line) is { Success: true } make)
            return Create(make, make.Groups["stop"].Success ? Rank.Cause : Rank.Summary, "make", line);
        return null;
    }

    private static Finding Create(Match match, Rank rank, string tool, string line) => new(rank, tool, match.Groups["message"].Value, line)
    {
        File = match.Groups["file"] is { Success: true } file ? file.Value : null,
        Line = match.Groups["line"] is { Success: true } number ? int.Parse(number.ValueSpan) : null,
    };

    [GeneratedRegex(@"^ninja: (error|fatal): ((?<file>[^\s:']+):(?<line>\d{1,9}): )?(?<message>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Ninja();

    [GeneratedRegex(
        @"^(g?make(\[\d+\])?|(?<file>[^\s:]+):(?<line>\d{1,9})): \*\*\* (?!Waiting for |Deleting |Archive member )((?<stop>)(?<message>No rule to make target .*?)(\.(  Stop\.)?)?|(?<stop>)(?<message>.*)\.  Stop\.|(?<message>.*))$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Make();
}
