using Nuke.Common.Execution;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Nuke.Common.Output;

/// <summary>Everything that is not a result: log lines and headers, on standard error.</summary>
internal sealed class RunLog : ILogEventSink
{
    public const string Plain = "39;1", Strong = "38;5;45;1", Good = "32;1", Warn = "38;5;214;1", Bad = "38;5;196;1";
    private const string Faint = "38;5;247";

    /// <summary>How each level is shown, in the order of <see cref="LogEventLevel"/>.</summary>
    private static readonly (string Code, string Colour)[] Levels =
        [("VRB", "90;1"), ("DBG", Plain), ("INF", Strong), ("WRN", Warn), ("ERR", Bad), ("FTL", Bad)];

    private static readonly MessageTemplateTextFormatter MessageFormat = new("{Message:l}");

    private readonly List<(LogEventLevel Level, string Text)> _problems = [];
    private readonly Lock _lock = new();
    private List<LogEvent>? _captured;

    /// <summary>The target that runs or whose conditions are evaluated.</summary>
    public string CurrentTarget { get; private set; } = "";

    private static bool HasColours => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (NukeBuild.Host.IsGitHubActions || (!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb"));

    private static LogEventLevel Minimum => NukeBuild.Verbosity switch
    {
        Verbosity.Verbose => LogEventLevel.Verbose,
        Verbosity.Normal => LogEventLevel.Debug,
        Verbosity.Minimal => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };

    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            if (_captured != null && logEvent.Level >= LogEventLevel.Information)
                _captured.Add(logEvent);
            else
                Write(logEvent.Level, Render(logEvent), Render(logEvent), logEvent.Exception);
        }
    }

    /// <summary>Shows why a target failed: errors that the user can act on by their messages, a fault in full. Returns the message.</summary>
    public string Failure(ExecutableTarget target, Exception exception)
    {
        // It may have failed in a condition.
        BeginTarget(target);
        exception = UserErrors.Unwrap(exception);
        if (UserErrors.Messages(exception) is not { } messages)
        {
            Log.Error(exception, "Target {Target} has thrown an exception", target.Name);
            return $"{exception.GetType().Name}: {exception.Message}";
        }
        foreach (var message in messages)
            Write(LogEventLevel.Error, $"{target.Name}: {message}", message, NukeBuild.Verbosity == Verbosity.Verbose ? exception : null);
        return messages[0];
    }

    /// <summary>The message with its values in it, texts without quotation marks.</summary>
    public static string Render(LogEvent logEvent)
    {
        using var text = new StringWriter();
        MessageFormat.Format(logEvent, text);
        return text.ToString();
    }

    public static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
    public static void Line(string text = "", string? colour = null) => Console.Error.WriteLine(Paint(text, colour));

    public static void Header(string name)
    {
        Line();
        Line("╬" + new string('═', name.Length + 5), Plain);
        Line(Paint("║ ", Plain) + Paint(name, Strong));
        Line("╬" + new string('═', Math.Max(name.Length - 4, 2)), Plain);
        Line();
    }

    public void BeginTarget(ExecutableTarget target) => (CurrentTarget, _captured) = (target.Name, null);
    /// <summary>What is logged from now on is kept as reasons instead of being shown.</summary>
    public void BeginConditions(ExecutableTarget target) => (CurrentTarget, _captured) = (target.Name, target.Reasons);
    public void EndTarget() => (CurrentTarget, _captured) = ("", null);

    public void ErrorsAndWarnings()
    {
        if (_problems.Count > 0)
            Header("Errors & Warnings");
        foreach (var (level, text) in _problems)
            Line($"[{Levels[(int)level].Code}] {text}", Levels[(int)level].Colour);
    }

    private static string Paint(string text, string? colour) =>
        colour != null && text.Length > 0 && HasColours ? $"\e[{colour}m{text}\e[0m" : text;

    private void Write(LogEventLevel level, string message, string problem, Exception? exception)
    {
        if (level >= LogEventLevel.Warning)
            _problems.Add((level, $"{CurrentTarget}: {FirstLine(problem)}"));
        if (level < Minimum)
            return;
        if (level >= LogEventLevel.Warning && NukeBuild.Host.IsGitHubActions)
            Line($"::{(level == LogEventLevel.Warning ? "warning" : "error")}::{FirstLine(problem).Replace("%", "%25")}");
        var (code, colour) = Levels[(int)level];
        Line(Paint($"{TimeProvider.System.GetLocalNow():HH:mm:ss} [", Faint) + Paint(code, colour) + Paint("] ", Faint) + message);
        if (exception != null)
            Line(exception.ToString());
    }
}
