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
        _log = new(run.OutputFile, FileMode.Create, FileAccess.Write, FileShare.Read);
        _terminal = show ? Console.OpenStandardError() : null;
    }

    /// <exception cref="UserException">The log cannot be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> output)
    {
        try
        {
            await _log.WriteAsync(output);
            await _log.FlushAsync();
        }
        catch (IOException e)
        {
            throw HostErrors.CannotWrite(_log.Name, _log.Name, e);
        }

        try
        {
            if (_terminal is not null)
                await _terminal.WriteAsync(output);
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
