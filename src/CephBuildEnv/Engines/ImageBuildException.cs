using CephBuildEnv.Failures;

namespace CephBuildEnv.Engines;

/// <summary>An image that could not be built: the first error of the step that failed, not the last lines of the builder.</summary>
/// <param name="tag">Which image.</param>
/// <param name="exitCode">Of the builder's client.</param>
/// <param name="lines">The end of what it said.</param>
/// <param name="failure">The first error in all that it said; null when none was recognised.</param>
/// <param name="log">The file with all that it said; null when there is none.</param>
public sealed class ImageBuildException(string tag, int exitCode, IReadOnlyList<string> lines, Failure? failure, string? log = null)
    : UserException(Describe(tag, exitCode, lines, failure, log))
{
    /// <summary>How many of the builder's last lines are worth keeping.</summary>
    internal const int LinesKept = 200;

    private const int LinesShown = 12;

    // How our own scripts mark what they say of a failure: what it is, and in the lines after it what can be done.
    private const string Mark = "ERROR: ";

    public IReadOnlyList<string> Lines { get; } = lines;

    public Failure? Failure { get; } = failure;

    /// <summary>The same error, which says where all of the output is.</summary>
    public ImageBuildException WithLog(string? path) => new(tag, exitCode, Lines, Failure, path);

    private static string Describe(string tag, int exitCode, IReadOnlyList<string> lines, Failure? failure, string? log)
    {
        var stated = Stated(lines);
        var cause = stated.FirstOrDefault() ?? failure?.Message ?? "its last lines are";
        string?[] text =
        [
            $"building {tag} failed (exit code {exitCode}): {(failure?.OutOfMemory == true ? "out of memory: " : "")}{cause}",
            .. (failure?.Lines ?? lines.TakeLast(LinesShown)).Where(line => !stated.Any(line.Contains)).Select(line => $"  {line}"),
            log is null ? null : $"  log: {log}",
            $"  next: {(stated.Count > 1 ? string.Join("; ", stated.Skip(1)) : "mend the cause and type the same command again; the steps that succeeded are not repeated")}",
        ];
        return string.Join('\n', text.Where(line => line is not null));
    }

    // The last lines in a row that our own scripts have marked; the builder marks its own alike, but not as output of a step.
    private static List<string> Stated(IReadOnlyList<string> lines)
    {
        var stated = new List<string>();
        for (var i = lines.Count - 1; i >= 0 && (stated.Count == 0 || IsMarked(lines[i])); i--)
        {
            if (IsMarked(lines[i]))
                stated.Insert(0, OutputLine.Of(lines[i]).Text[Mark.Length..]);
        }

        return stated;
    }

    private static bool IsMarked(string line) =>
        OutputLine.Of(line).Text is var text && text.StartsWith(Mark, StringComparison.Ordinal) && !text.Contains("failed to solve") && !text.Contains("executor failed running");
}
