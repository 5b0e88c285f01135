using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>git, pip, npm, image builders, and whoever says no more than <c>ERROR: …</c>.</summary>
internal sealed partial class OtherErrors : IErrorFormat
{
    public Finding? Begin(string line)
    {
        if (ImageBuild().Match(line) is { Success: true } image)
            return new(Rank.Summary, "image build", image.Groups["message"].Value, line);
        if (Pip().Match(line) is { Success: true } pip)
            return new(Rank.Cause, "pip", pip.Groups["message"].Value, line);
        if (Git().Match(line) is { Success: true } git)
            return new(Rank.Generic, "git", git.Groups["message"].Value, line);
        if (Npm().Match(line) is { Success: true } npm)
            return new(Rank.Generic, "npm", npm.Groups["message"].Value, line);
        return Marked().Match(line) is { Success: true } marked ? new(Rank.Generic, "script", marked.Groups["message"].Value, line) : null;
    }

    [GeneratedRegex(
        @"^(ERROR: |error: )?(?<message>failed to (solve|compute cache key)( with frontend [^\s:]+)?: .*|executor failed running .*)" +
        @"|^(?<message>Error response from daemon: .*)" +
        @"|^Error: (?<message>((error )?building at STEP|(error )?creating build container:) .*)" +
        @"|^(?<message>The command '.*' returned a non-zero code: \d+)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex ImageBuild();

    [GeneratedRegex(@"^ERROR: (?<message>(Could not find a version that satisfies|No matching distribution found for|Could not install packages|Failed building wheel for) .*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Pip();

    // Often said by a question that may be answered with no: whether a tree is a repository.
    [GeneratedRegex(@"^fatal: (?<message>.*)|^error: (?<message>pathspec .*|Your local changes .*|RPC failed.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Git();

    [GeneratedRegex(@"^npm (ERR!|error) (?<message>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Npm();

    [GeneratedRegex(@"^(ERROR|Error|error|FATAL|Fatal error|FATAL ERROR): (?<message>.*\S.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();
}
