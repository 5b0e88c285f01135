using Docker.DotNet;

namespace CephBuildEnv.Engines;

/// <summary>
/// Hands on what a container says. A build says each of its thousands of lines by itself, and to wake up, write and wake a reader for
/// each would take processor time from the compilers: those of a moment are handed on together.
/// </summary>
/// <param name="stream">The container's output and errors.</param>
/// <param name="output">Gets all of it, in its order.</param>
internal sealed class OutputPump(MultiplexedStream stream, Func<ReadOnlyMemory<byte>, ValueTask> output)
{
    // A read of so many bytes is worth handing on without gathering more.
    private const int LargeRead = 4 * 1024;

    // Short enough that nobody sees it.
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(25);

    private readonly byte[] _buffer = new byte[64 * 1024];

    // What is read and not handed on yet.
    private int _start;
    private int _end;

    /// <summary>Until the stream ends. What was said before a cancellation is handed on, unless its taker does not take it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await ReadAsync(cancellation))
            {
                if (_end < _buffer.Length)
                    continue;
                await HandOnAsync(cancellation);
                // It is asked where the stream is waited for: one that never pauses is not.
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await HandOnAsync(cancellation);
        }
    }

    // False at the end of the stream.
    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_start == _end)
            _start = _end = 0;
        // What is there already is taken whatever was cancelled meanwhile.
        var reading = stream.ReadOutputAsync(_buffer, _end, _buffer.Length - _end, CancellationToken.None);
        var waits = !reading.IsCompleted;
        if (waits)
            await HandOnAsync(cancellation);
        if (await reading.WaitAsync(cancellation) is not { EOF: false } read)
            return false;

        _end += read.Count;
        if (waits && read.Count < LargeRead)
            await Task.Delay(GatheringTime, CancellationToken.None);
        return true;
    }

    private async Task HandOnAsync(CancellationToken cancellation)
    {
        var piece = _buffer.AsMemory(_start.._end);
        _start = _end;
        if (!piece.IsEmpty)
            await output(piece).AsTask().WaitAsync(cancellation);
    }
}
