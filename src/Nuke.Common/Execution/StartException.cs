namespace Nuke.Common.Execution;

/// <summary>The run cannot start. By default because of what the user typed, hence the exit code.</summary>
internal sealed class StartException(string message, int exitCode = 2) : ApplicationException(message)
{
    public int ExitCode { get; } = exitCode;
}
