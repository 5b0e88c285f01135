using CephBuildEnv.Hosting;

namespace CephBuildEnv.Runs;

/// <summary>Takes the output of a run: to its log, and to the terminal as long as there is one.</summary>
public sealed class RunOutput : IAsyncDisposable
{
    private readonly FileStream _log;
    private readonly Stream? _terminal;

    /// <param name="run">Whose log is written anew.</param>
    /// <param name="show">On standard error too.</param>
    public RunOutput(RunFolder run, bool show)
    {
        // What was said is there for whoever reads it meanwhile.
        _log = new(run.OutputFile, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _terminal = show ? Console.OpenStandardError() : null;
    }

    /// <exception cref="UserException">The log cannot be written.</exception>
    /// <remarks>It writes at once: a build says thousands of lines, and handing each to another thread takes longer than writing it.</remarks>
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

        try
        {
            _terminal?.Write(output.Span);
        }
        catch (IOException)
        {
            // The terminal was closed: the log has it.
        }

        return ValueTask.CompletedTask;
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
