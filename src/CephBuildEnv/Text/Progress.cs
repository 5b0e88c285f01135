using Serilog;

namespace CephBuildEnv.Text;

/// <summary>Shows what tools say while they work.</summary>
public static class Progress
{
    private const string EraseLine = "\u001b[2K";

    private static readonly bool IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>
    /// A line of progress. A percentage replaces the one before it on a terminal, and is left out elsewhere: only the last of
    /// them says anything to a reader of a log.
    /// </summary>
    public static void Line(string line)
    {
        if (line.Length == 0)
            return;
        if (!IsPercentage(line))
            Log.Debug("{Line:l}", line);
        else if (IsTerminal)
            Console.Error.Write($"\r{EraseLine}{line}\r");
    }

    // As git writes them: "Receiving objects:  42% (…)", and ", done." after the last; as dpkg does: "… 42%".
    private static bool IsPercentage(string line) => (line.Contains("% (") && !line.Contains("done.")) || line.EndsWith('%');
}
