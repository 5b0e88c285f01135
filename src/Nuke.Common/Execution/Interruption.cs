using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Nuke.Common.Execution;

/// <summary>Turns the signals that ask a process to end into a request that the run can answer in order.</summary>
/// <param name="announce">Says that the request has arrived.</param>
/// <param name="giveUp">Ends the process at a second Ctrl-C.</param>
internal sealed class Interruption(Action announce, Action giveUp)
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Stopwatch _since = new();
    private int _signals;

    public bool IsRequested { get; private set; }

    public void Listen() => _registrations.AddRange(
        new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(x => PosixSignalRegistration.Create(x, Answer)));

    /// <summary>
    /// Whether the exception is the answer to a signal. The build's own handler may have been called before ours,
    /// so a cancellation waits a moment for the request to arrive.
    /// </summary>
    public bool Explains(Exception exception)
    {
        var isCancellation = exception is OperationCanceledException
            || (exception is AggregateException aggregate && aggregate.Flatten().InnerExceptions.All(x => x is OperationCanceledException));
        return isCancellation && SpinWait.SpinUntil(() => IsRequested, TimeSpan.FromSeconds(1));
    }

    private void Answer(PosixSignalContext context)
    {
        context.Cancel = true;
        // The terminal is gone: writing to it would fail, and with that the cleaning up that is still to come.
        if (context.Signal == PosixSignal.SIGHUP && !Console.IsOutputRedirected)
            Console.SetOut(TextWriter.Null);
        if (context.Signal == PosixSignal.SIGHUP && !Console.IsErrorRedirected)
            Console.SetError(TextWriter.Null);
        if (Interlocked.Increment(ref _signals) == 1)
        {
            // Before the request can be seen, so that the announcement precedes all that follows from it.
            announce();
            IsRequested = true;
            _since.Start();
        }
        // A closed terminal is told by the kernel and by its shell; only a person who presses Ctrl-C once more means it.
        else if (context.Signal == PosixSignal.SIGINT && _since.ElapsedMilliseconds > 200)
            giveUp();
    }
}
