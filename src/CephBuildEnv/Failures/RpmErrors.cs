using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>zypper, dnf and yum, and rpmbuild.</summary>
internal sealed partial class RpmErrors : IErrorFormat
{
    public Finding? Begin(string line)
    {
        if (Zypper().Match(line) is { Success: true } zypper)
            return Create(zypper, "zypper", line);
        if (Dnf().Match(line) is { Success: true } dnf)
            return Create(dnf, "dnf", line);
        if (Build().Match(line) is { Success: true } build)
            return new(build.Groups["cause"].Success ? Rank.Cause : Rank.Summary, "rpm", build.Groups["message"].Value, line) { More = TakeReason };
        return null;
    }

    private static Finding Create(Match match, string tool, string line) =>
        new(Rank.Cause, tool, match.Groups["message"].Value, line) { More = TakeReason };

    // "Error:", and below it indented what nobody provides.
    private static bool TakeReason(Finding finding, string next)
    {
        if (!finding.TakeIndented(next) && !TakeEntry(finding, next))
            return false;
        var text = next.Trim();
        if (finding.Message.Length == 0 || finding.Message.EndsWith(':'))
            finding.Message = $"{finding.Message} {text}".Trim();
        else if (!finding.Message.Contains("nothing provides") && text.Contains("nothing provides"))
            finding.Message = text.TrimStart('-', ' ');
        return true;
    }

    // zypper: "Error building the cache:", then "[repository|address] reason" at the line's beginning.
    private static bool TakeEntry(Finding finding, string next)
    {
        if (finding.Lines.Count > 1 || !finding.Lines[0].EndsWith(':') || !next.StartsWith('['))
            return false;
        finding.Take(next);
        return true;
    }

    [GeneratedRegex(
        @"^(?<message>No provider of '.+' found\.|Package '.+' not found\.|File '.+' not found on medium .*|Error (building the cache|retrieving .*):)$" +
        @"|^Problem: (\d+: )?(?<message>.*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Zypper();

    [GeneratedRegex(
        @"^(?<message>No match for argument: .*|No matching package to install: .*|No package .+ available\.?|Errors during downloading metadata for repository .*:|Failed to resolve the transaction:)$" +
        @"|^Error: ?(?<message>| *|Unable to find a match: .*|Error downloading packages:|Package: .*|Failed to download metadata .*)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Dnf();

    [GeneratedRegex(@"^error: (?<message>(?<cause>Failed build dependencies:)|Bad exit status from .*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Build();
}
