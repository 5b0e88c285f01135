using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>apt, dpkg and what is built on them.</summary>
internal sealed partial class DebErrors : IErrorFormat
{
    public Finding? Begin(string line)
    {
        if (Unmet().IsMatch(line))
            return new(Rank.Cause, "apt", line, line) { More = TakePackage };
        if (Dpkg().Match(line) is { Success: true } dpkg)
            return new(Rank.Cause, dpkg.Groups["tool"].Value, dpkg.Groups["message"].Value, line) { More = TakeReason };
        if (BuildDependencies().Match(line) is { Success: true } dependencies)
            return new(Rank.Stated, "mk-build-deps", dependencies.Groups["message"].Value, line);
        return Apt().Match(line) is { Success: true } apt
            ? new(apt.Groups["cause"].Success ? Rank.Cause : Rank.Generic, "apt", apt.Groups["message"].Value, line)
            : null;
    }

    // The first package is the message: " ceph-test : Depends: libnosuch-dev (>= 2.0) but it is not installable".
    private static bool TakePackage(Finding finding, string next)
    {
        var belongs = finding.TakeIndented(next);
        if (belongs && finding.Message == finding.Lines[0])
            finding.Message = Spaces().Replace(next.Trim(), " ");
        return belongs;
    }

    private static bool TakeReason(Finding finding, string next)
    {
        var belongs = finding.TakeIndented(next);
        if (belongs && finding.Message.EndsWith(':'))
            finding.Message = $"{finding.Message} {next.Trim()}";
        return belongs;
    }

    [GeneratedRegex(@"^(The following packages have unmet dependencies|Unsatisfied dependencies):$", RegexOptions.ExplicitCapture)]
    private static partial Regex Unmet();

    [GeneratedRegex(@"^(?<tool>dpkg|dpkg-checkbuilddeps): (error: (?=[Uu]nmet ))?(?<message>[Uu]nmet .*|error processing .*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Dpkg();

    [GeneratedRegex(@"^mk-build-deps: (?<message>Unable to install .*)", RegexOptions.ExplicitCapture)]
    private static partial Regex BuildDependencies();

    // Since apt 3 "Error: " instead of "E: ".
    [GeneratedRegex(
        @"^(E|Error): (?<message>(?<cause>Unable to locate package|Couldn't find any package|Package '.+' has no installation candidate|Version '.+' for '.+' was not found|Failed to fetch|The repository '.+' does not have|Could not get lock).*)" +
        @"|^E: (?<message>.*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Apt();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
