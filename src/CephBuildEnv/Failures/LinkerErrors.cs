using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>ld.bfd, gold, lld and mold.</summary>
internal sealed partial class LinkerErrors : IErrorFormat
{
    public Finding? Begin(string line) => ByPlace(line) ?? ByName(line);

    /// <summary>Which function refers to what the next line says.</summary>
    public static bool IsPrelude(string line) => line.Contains(": in function `", StringComparison.Ordinal);

    // ld names itself only in the line before, gold not at all.
    private static Finding? ByPlace(string line) => Place().Match(line) is { Success: true } match
        ? new(Rank.Cause, match.Groups["gold"].Success ? "gold" : "ld", match.Groups["message"].Value, line)
        {
            File = match.Groups["file"].Value,
            Line = match.Groups["line"] is { Success: true } number ? int.Parse(number.ValueSpan) : null,
        }
        : null;

    private static Finding? ByName(string line)
    {
        if (Named().Match(line) is not { Success: true } match)
            return null;
        var message = match.Groups["message"].Value;
        if (ByPlace(message) is not { } placed)
            return new(Rank.Cause, NamedToolErrors.ToolOf(match.Groups["tool"].Value), message, line) { More = TakeReference };
        return new(Rank.Cause, NamedToolErrors.ToolOf(match.Groups["tool"].Value), placed.Message, line) { File = placed.File, Line = placed.Line };
    }

    // lld and mold: >>> referenced by main.cc:2 (/ceph/src/…/main.cc:2)
    private static bool TakeReference(Finding finding, string next)
    {
        if (!next.StartsWith(">>> ", StringComparison.Ordinal))
            return false;
        finding.Take(next);
        if (finding.File is null && Reference().Match(next) is { Success: true } match)
        {
            finding.File = match.Groups["file"].Value;
            finding.Line = match.Groups["line"] is { Success: true } number ? int.Parse(number.ValueSpan) : null;
        }

        return true;
    }

    // file:line: or file:line:(section+offset): or object: or object:(section+offset): or object:file:function name:
    [GeneratedRegex(
        @"^(?<file>[^\s:][^:]*):((?<line>\d{1,9}):(\([^)]*\):)?|\([^)]*\):|([^:]+:)?function [^:]+:)? (?<gold>error: )?(?<message>(undefined reference to|multiple definition of) .*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    // Warnings, and what ld says without a mark, are told apart by what can follow its name.
    [GeneratedRegex(
        @"^(\S*/)?(?<tool>(\S+-)?ld(\.\w+)?|mold): ((error|fatal): (?<message>.*)" +
        @"|(?<message>cannot (find|open|use) .*|(final link|could not|can not) .*" +
        @"|(?!warning: )[^\s:].*: (undefined reference|multiple definition|relocation .* can not be used|hidden symbol|file not recognized|file format not recognized|file in wrong format|undefined symbol|symbol .* has been removed).*))$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"^>>> (referenced by|defined at) ([^()]+ \((?<file>[^():]+):(?<line>\d{1,9})\)|(?<file>[^\s:]+)(:(?<line>\d{1,9}))?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
