using System.Globalization;
using System.Text;
using Nuke.Common.Execution;
using Serilog.Core;
using Serilog.Events;

namespace Nuke.Common.Output;

/// <summary>Everything that is not a result: log lines and headers, on standard error.</summary>
internal sealed class RunLog : ILogEventSink
{
    public const string Plain = "39;1", Strong = "38;5;45;1", Good = "32;1", Warn = "38;5;214;1", Bad = "38;5;196;1";
    private const string Faint = "38;5;247";

    // Lazy, because the host is known only when the command line has been read.
    private readonly Lazy<bool> _hasColours = new(() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (NukeBuild.Host.IsGitHubActions || (!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb")));
    private readonly List<(LogEventLevel Level, string Target, string Message)> _problems = [];
    private readonly Lock _lock = new();
    private List<LogEvent>? _captured;
    private bool _isInGroup;

    private string CurrentTarget { get; set; } = "";

    private bool HasColours => _hasColours.Value;

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
                Write(logEvent.Level, logEvent.Timestamp, Render(logEvent, colours: false), Render(logEvent, HasColours), logEvent.Exception?.ToString());
        }
    }

    /// <summary>Runs the function, and keeps what it logs as reasons instead of showing it.</summary>
    public T Capture<T>(List<LogEvent> reasons, Func<T> function)
    {
        _captured = reasons;
        try
        {
            return function();
        }
        finally
        {
            _captured = null;
        }
    }

    /// <summary>An exception that the user can act on is shown by its message; any other is a fault, shown in full.</summary>
    public void Failure(string target, Exception exception)
    {
        var messages = UserErrors.Messages(exception);
        var stack = messages is null || NukeBuild.Verbosity == Verbosity.Verbose ? exception.ToString() : null;
        foreach (var message in messages ?? [$"Target {target} has thrown an exception"])
        {
            var line = messages is null ? message : $"{target}: {message}";
            Write(LogEventLevel.Error, TimeProvider.System.GetLocalNow(), line, line, stack, listed: message);
        }
    }

    public static string Render(LogEvent logEvent) => Render(logEvent, colours: false);

    public void Line(string text = "", string? colour = null)
    {
        try
        {
            Console.Error.WriteLine(Paint(text, colour, HasColours));
        }
        catch (IOException)
        {
            // The terminal is gone (that may be why the run ends); the run still has to end in order.
        }
    }

    public void BeginTarget(string name, bool withHeader)
    {
        CurrentTarget = name;
        _isInGroup = withHeader && NukeBuild.Host.IsGitHubActions;
        if (_isInGroup)
            Line($"::group::{name}");
        else if (withHeader)
            Header(name);
    }

    public void EndTarget()
    {
        CurrentTarget = "";
        if (_isInGroup)
            Line("::endgroup::");
        _isInGroup = false;
    }

    public void ErrorsAndWarnings()
    {
        if (_problems.Count == 0)
            return;
        Header("Errors & Warnings");
        foreach (var (level, target, message) in _problems)
            Line($"[{Code(level)}] {(target.Length > 20 ? target[..20] : target)}: {message}", Colour(level));
    }

    private static string Code(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };

    private static string Colour(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "90;1",
        LogEventLevel.Debug => Plain,
        LogEventLevel.Information => Strong,
        LogEventLevel.Warning => Warn,
        _ => Bad,
    };

    private static string Paint(string text, string? colour, bool colours) =>
        colours && colour != null && text.Length > 0 ? $"\e[{colour}m{text}\e[0m" : text;

    /// <summary>The message with its values in it, texts without quotation marks.</summary>
    private static string Render(LogEvent logEvent, bool colours)
    {
        var text = new StringBuilder();
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is Serilog.Parsing.PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value))
                text.Append(Paint(value is ScalarValue { Value: string s } ? s : value.ToString(property.Format, CultureInfo.InvariantCulture), Strong, colours));
            else
                text.Append(token);
        }
        return text.ToString();
    }

    private void Header(string name)
    {
        Line();
        Line("╬" + new string('═', name.Length + 5), Plain);
        Line(Paint("║ ", Plain, HasColours) + Paint(name, Strong, HasColours));
        Line("╬" + new string('═', Math.Max(name.Length - 4, 2)), Plain);
        Line();
    }

    private void Write(LogEventLevel level, DateTimeOffset time, string message, string painted, string? details, string? listed = null)
    {
        if (level >= LogEventLevel.Warning)
        {
            _problems.Add((level, CurrentTarget, listed ?? message));
            if (NukeBuild.Host.IsGitHubActions)
                Line($"::{(level == LogEventLevel.Warning ? "warning" : "error")}::{Escape(message)}");
        }
        if (level < Minimum)
            return;
        var code = Paint($"{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} [", Faint, HasColours)
            + Paint(Code(level), Colour(level), HasColours) + Paint("] ", Faint, HasColours);
        Line(code + painted);
        if (details != null)
            Line(details);
    }

    /// <summary>As the service wants the text of a command: on one line.</summary>
    private static string Escape(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
