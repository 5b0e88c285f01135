namespace CephBuildEnv.Engines;

/// <summary>An image that could not be built, with the end of what the builder said.</summary>
public sealed class ImageBuildException(string tag, int exitCode, IReadOnlyList<string> lines)
    : UserException($"building {tag} failed (exit code {exitCode}): {Cause(lines)}")
{
    /// <summary>How many of the builder's last lines are worth keeping.</summary>
    internal const int LinesKept = 200;

    private const int LinesShown = 12;

    public IReadOnlyList<string> Lines { get; } = lines;

    // Our own scripts say ERROR:, in one line; otherwise the end is shown as it is.
    private static string Cause(IReadOnlyList<string> lines)
    {
        var stated = lines.Select(line => line[Math.Max(0, line.IndexOf("ERROR: ", StringComparison.Ordinal))..])
            .FirstOrDefault(line => line.StartsWith("ERROR: ") && !line.Contains("executor failed running"));
        return stated?["ERROR: ".Length..] ?? string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  {line}"));
    }
}
