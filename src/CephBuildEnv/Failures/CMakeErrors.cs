using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>cmake, when it configures and when it generates.</summary>
internal sealed partial class CMakeErrors : IErrorFormat
{
    // A message of cmake is made of paragraphs; one that ends in a colon says nothing without the next.
    private const int EnoughText = 200;

    public Finding? Begin(string line)
    {
        if (Header().Match(line) is not { Success: true } match)
            return null;
        return new(Rank.Cause, "cmake", match.Groups["message"].Value.Trim(), line)
        {
            File = match.Groups["file"] is { Success: true } file ? file.Value : null,
            Line = match.Groups["line"] is { Success: true } number ? int.Parse(number.ValueSpan) : null,
            More = TakeText,
        };
    }

    private static bool TakeText(Finding finding, string next)
    {
        if (string.IsNullOrWhiteSpace(next))
        {
            // Two blank lines end it; that nothing follows is seen by the line that does.
            return true;
        }

        if (!finding.TakeIndented(next))
            return false;
        if (!IsWhole(finding.Message))
            finding.Message = $"{finding.Message} {next.Trim()}";
        return true;
    }

    private static bool IsWhole(string message) => message.EndsWith('.') || message.Length > EnoughText;

    [GeneratedRegex(@"^CMake Error( \(dev\))?( at (?<file>[^:]+):(?<line>\d{1,9})( \([^)]*\))?| in (?<file>[^:]+))?:(?<message>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
