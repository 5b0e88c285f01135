namespace CephBuildEnv.Processes;

/// <summary>A command that did not do what was asked: which one, how it ended, and the end of what it said.</summary>
public sealed class CommandException(Command command, int exitCode, string output, string? remedy = null)
    : UserException(Describe(command, exitCode, output, remedy))
{
    private const int LinesShown = 8;

    public Command Command { get; } = command;

    public int ExitCode { get; } = exitCode;

    public string Output { get; } = output;

    private static string Describe(Command command, int exitCode, string output, string? remedy)
    {
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var tail = string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  {line}"));
        return $"exit code {exitCode} from: {command}{tail}{(remedy is null ? "" : $"\n{remedy}")}";
    }
}
