using CephBuildEnv.Hosting;

namespace CephBuildEnv.Runs;

/// <summary>Takes the output of a run: to its log, and to the terminal as long as there is one.</summary>
public sealed class RunOutput : IAsyncDisposable
{
    private readonly FileStream _log;
    private readonly Stream? _terminal;
    private Task _showing = Task.CompletedTask;

    /// <param name="run">Whose log is written anew.</param>
    /// <param name="show">On standard error too.</param>
    public RunOutput(RunFolder run, bool show)
    {
        // What was said is there for whoever reads it meanwhile.
        _log = new(run.OutputFile, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _terminal = show ? Console.OpenStandardError() : null;
    }

    /// <summary>To the log at once. It comes back when the terminal has it too; who does not wait so long has the rest in the log alone.</summary>
    /// <exception cref="UserException">The log cannot be written.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> output)
    {
        try
        {
            _log.Write(output.Span);
        }
        catch (IOException e)
        {
            throw HostErrors.CannotWrite(_log.Name, _log.Name, e);
        }

        if (_terminal is null || !_showing.IsCompleted)
            return ValueTask.CompletedTask;
        // A terminal that is held, or a reader that does not read, blocks whoever writes.
        _showing = Task.Run(() => Show(_terminal, output));
        return new(_showing);
    }

    private static void Show(Stream terminal, ReadOnlyMemory<byte> output)
    {
        try
        {
            terminal.Write(output.Span);
        }
        catch (IOException)
        {
            // The terminal was closed: the log has it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_terminal is not null)
            await _terminal.DisposeAsync();
        try
        {
            await _log.DisposeAsync();
        }
        catch (IOException)
        {
            // The disk is full: that has been said.
        }
    }
}
