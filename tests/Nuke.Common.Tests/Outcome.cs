using System.Text.RegularExpressions;

namespace Nuke.Common.Tests;

/// <summary>What a test build left: its exit code and what it wrote.</summary>
public sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The summary table: "Name Status // information" of each target, in order.</summary>
    public string[] Table =>
    [
        .. Lines(Errors)
            .SkipWhile(x => !x.StartsWith("Target ", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(x => !x.StartsWith('─'))
            .Select(x => Regex.Replace(x.Replace("< 1sec", ""), " +", " ").Trim()),
    ];

    /// <summary>The first word of each step that <c>--plan</c> printed.</summary>
    public string[] PlannedTargets => [.. Lines(Output).Skip(1).Where(x => x.Length > 2 && x[2] != ' ').Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];

    /// <summary>The value that the build printed as "name=value".</summary>
    public string this[string name] => Lines(Output).Single(x => x.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    public static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
