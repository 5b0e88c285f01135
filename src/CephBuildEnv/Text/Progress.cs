using Serilog;

namespace CephBuildEnv.Text;

/// <summary>Shows what tools say while they work.</summary>
public static class Progress
{
    private const string EraseLine = "\u001b[2K";

    // Often enough for a log to show that it goes on.
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(30);

    private static readonly bool IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    private static long _lastLogged = TimeProvider.System.GetTimestamp();

    /// <summary>
    /// A line of progress. A percentage replaces the one before it on a terminal; elsewhere there is one now and then, so that
    /// the reader of a log sees that it goes on.
    /// </summary>
    public static void Line(string line)
    {
        if (line.Length == 0)
            return;
        if (!IsPercentage(line))
            Log.Debug("{Line:l}", line);
        else if (IsTerminal)
            Console.Error.Write($"\r{EraseLine}{line}\r");
        else if (IsTime())
            Log.Information("{Line:l}", line);
    }

    private static bool IsTime()
    {
        var (now, last) = (TimeProvider.System.GetTimestamp(), Volatile.Read(ref _lastLogged));
        return TimeProvider.System.GetElapsedTime(last, now) >= LogInterval && Interlocked.CompareExchange(ref _lastLogged, now, last) == last;
    }

    // As git writes them: "Receiving objects:  42% (…)", and ", done." after the last; as dpkg does: "… 42%".
    private static bool IsPercentage(string line) => (line.Contains("% (") && !line.Contains("done.")) || line.EndsWith('%');
}
