using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace CephBuildEnv.Processes;

/// <summary>The one place that starts processes on the host.</summary>
/// <remarks>
/// Cancelling asks the process to stop (SIGINT), and after <see cref="Grace"/> kills it together with its children.
/// </remarks>
public static class CommandRunner
{
    /// <summary>What a process gets between being asked to stop and being killed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs to the end and returns what was said, whatever the exit code.</summary>
    public static async Task<CommandResult> CaptureAsync(Command command, CancellationToken cancellation)
    {
        var result = await GuardAsync(command, Grace, (graceful, forceful) =>
            Wrap(command).ExecuteBufferedAsync(Encoding.UTF8, Encoding.UTF8, forceful, graceful).Task, cancellation);
        return new(result.ExitCode, result.StandardOutput, result.StandardError);
    }

    /// <summary>Runs to the end; returns standard output.</summary>
    /// <exception cref="CommandException">The exit code is not 0.</exception>
    public static async Task<string> ReadAsync(Command command, CancellationToken cancellation)
    {
        var result = await CaptureAsync(command, cancellation);
        return result.Succeeded ? result.Output : throw new CommandException(command, result.ExitCode, result.Error + result.Output);
    }

    /// <summary>Runs to the end and hands over each line of both streams as it comes; returns the exit code.</summary>
    public static Task<int> StreamAsync(Command command, Action<string> onLine, CancellationToken cancellation) =>
        StreamAsync(command, writeInput: null, Grace, onLine, cancellation);

    /// <summary>The same, with what <paramref name="writeInput"/> writes as standard input, and a grace of its own.</summary>
    public static async Task<int> StreamAsync(
        Command command, Func<Stream, CancellationToken, Task>? writeInput, TimeSpan grace, Action<string> onLine, CancellationToken cancellation)
    {
        var gate = new Lock();
        var lines = PipeTarget.ToDelegate(line => { lock (gate) onLine(line); });
        var wrapped = Wrap(command).WithStandardOutputPipe(lines).WithStandardErrorPipe(lines);
        if (writeInput is not null)
            wrapped = wrapped.WithStandardInputPipe(PipeSource.Create(writeInput));
        var result = await GuardAsync(command, grace, (graceful, forceful) => wrapped.ExecuteAsync(forceful, graceful).Task, cancellation);
        return result.ExitCode;
    }

    /// <summary>Runs on the terminal of this process: nothing is redirected; returns the exit code.</summary>
    /// <param name="command">It ends by itself, as a rule.</param>
    /// <param name="killing">Kills it, for one that does not.</param>
    public static async Task<int> InteractiveAsync(Command command, CancellationToken killing)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments) { UseShellExecute = false };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
#pragma warning disable RS0030 // This class is the one place that may.
        using var process = StartOrExplain(command, () => Process.Start(start)!);
#pragma warning restore RS0030
        using var _ = killing.Register(process.Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static CliWrap.Command Wrap(Command command) => Cli.Wrap(command.File)
        .WithArguments(command.Arguments)
        .WithWorkingDirectory(command.WorkingDirectory ?? "")
        .WithEnvironmentVariables(command.Environment)
        .WithValidation(CommandResultValidation.None);

    private static async Task<T> GuardAsync<T>(
        Command command, TimeSpan grace, Func<CancellationToken, CancellationToken, Task<T>> run, CancellationToken cancellation)
    {
        using var forceful = new CancellationTokenSource();
        await using var killing = cancellation.Register(() => forceful.CancelAfter(grace));
        return await StartOrExplain(command, () => run(cancellation, forceful.Token));
    }

    private static T StartOrExplain<T>(Command command, Func<T> start)
    {
        try
        {
            return start();
        }
        catch (Win32Exception e)
        {
            throw new UserException($"cannot start {command.File}: {e.Message}; is it installed? Type: ./build.sh Doctor", e);
        }
    }
}
