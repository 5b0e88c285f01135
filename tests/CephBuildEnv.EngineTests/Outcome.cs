using System.Text.RegularExpressions;

namespace CephBuildEnv.EngineTests;

/// <summary>What a command left.</summary>
public sealed record Outcome(string Command, int ExitCode, string Output, string Errors, TimeSpan Elapsed)
{
    /// <summary>Both streams: for what may be said on either.</summary>
    public string Everything => Output + Errors;

    /// <summary>The errors that were found before anything was done.</summary>
    public string[] ErrorLines => Lines(Errors, "error:");

    /// <summary>How many source files a compiler was started for.</summary>
    public int CompiledFiles => Regex.Count(Everything, "Building CXX object");

    /// <summary>The status that the summary gives a target, such as <c>Succeeded</c>.</summary>
    public string StatusOf(string target) => Regex.Match(Errors, $"^{target} +([A-Z][A-Za-z]+)\\b", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>Why a target was skipped; empty when it was not.</summary>
    public string ReasonToSkip(string target) => string.Join('\n', Lines(Errors, $"] {target}: skipped, ", anywhere: true));

    public Outcome ShouldSucceed() => ExitCode == 0 ? this : throw new CommandFailedException(this);

    private static string[] Lines(string text, string wanted, bool anywhere = false) =>
        [.. text.Split('\n').Where(line => anywhere ? line.Contains(wanted) : line.StartsWith(wanted))];
}
