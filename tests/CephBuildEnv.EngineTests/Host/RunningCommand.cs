using System.Diagnostics;
using System.Text;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>A command that has been started, in a session of its own as one that is typed on a terminal has a process group.</summary>
public sealed class RunningCommand : IDisposable
{
    // Variables that would change what the product does.
    private static readonly string[] Unwanted = ["CI", "TERM", "NO_COLOR", "GITHUB_", "NUKE_", "DOCKER_", "CONTAINER_HOST"];

    private readonly Process _process;
    private readonly string _evidence;
    private readonly string _command;
    private readonly StringBuilder _output = new(), _errors = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    public RunningCommand(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        _command = string.Join(' ', command);
        _evidence = Evidence.Begin(command);
        // What runs in a shell's background ignores SIGINT, and so would all that it starts.
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT,QUIT", .. command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => Array.Exists(Unwanted, name.StartsWith)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    public string Errors => Read(_errors);

    public string Everything => Read(_output) + Read(_errors);

    /// <summary>To the process alone, as <c>kill</c> does.</summary>
    public void Signal(string name) => Send($"-{name}", $"{_process.Id}");

    /// <summary>To the process and what it has started, as a terminal does.</summary>
    public void SignalGroup(string name) => Send($"-{name}", "--", $"-{_process.Id}");

    public Outcome Wait(TimeSpan limit)
    {
        var timely = _process.WaitForExit(limit);
        if (!timely)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        var outcome = new Outcome(_command, _process.ExitCode, Read(_output), Read(_errors), Stopwatch.GetElapsedTime(_began));
        Evidence.End(_evidence, outcome);
        return timely ? outcome : throw new TimeoutException($"{_command}\nhas not ended after {limit}; it said last:\n{string.Join('\n', outcome.Everything.Split('\n').TakeLast(20))}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static void Send(params string[] arguments)
    {
        using var kill = Process.Start("kill", arguments);
        kill.WaitForExit();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
