using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Tools that say <c>name: error: …</c>.</summary>
internal sealed partial class NamedToolErrors : IErrorFormat
{
    // What only says that another tool, which has said more, did not succeed.
    private static readonly string[] Summaries = ["dpkg-buildpackage", "debuild"];

    public Finding? Begin(string line) => Pattern().Match(line) is { Success: true } match
        ? new(
            Summaries.Contains(match.Groups["tool"].Value) ? Rank.Summary : Rank.Stated,
            ToolOf(match.Groups["tool"].Value), match.Groups["message"].Value, line)
        : null;

    /// <summary>The name that a tool's programs go by: <c>gcc</c> of <c>/usr/lib/…/cc1plus</c>.</summary>
    public static string ToolOf(string program)
    {
        var name = Version().Replace(Path.GetFileName(program), "");
        return name switch
        {
            "" or "terminate" => "script",
            "cc1" or "cc1plus" or "g++" or "c++" or "cc" or "lto1" or "lto-wrapper" or "lto-wrapper.exe" => CompilerErrors.Gcc,
            "clang++" => CompilerErrors.Clang,
            "collect2" or "ld.bfd" => "ld",
            "ld.gold" => "gold",
            "ld.lld" => "lld",
            "gmake" => "make",
            "LLVM" => "llvm",
            _ => name,
        };
    }

    [GeneratedRegex(@"^(?<tool>[\w./+-]+): (fatal error|internal compiler error|error|fatal): (?<message>.+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"-\d+(\.\d+)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
