using System.Runtime.InteropServices;

namespace Nuke.Common.Execution;

/// <summary>
/// Turns the signals that ask a process to end into a request that the run can answer in order.
/// A second signal, or patience running out, calls <paramref name="giveUp"/>.
/// </summary>
internal sealed class Interruption(Action announce, Action giveUp, TimeSpan patience) : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private Timer? _timer;

    public bool IsRequested { get; private set; }

    public void Listen()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (context.Signal == PosixSignal.SIGHUP)
                    LeaveTerminal();
                Request();
            }));
        }
    }

    public void Request()
    {
        lock (_lock)
        {
            if (!IsRequested)
            {
                // Before the request can be seen, so that the announcement precedes all that follows from it.
                announce();
                IsRequested = true;
                _timer = new Timer(_ => giveUp(), null, patience, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        giveUp();
    }

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

    public void Dispose()
    {
        _registrations.ForEach(x => x.Dispose());
        lock (_lock)
            _timer?.Dispose();
    }

    /// <summary>The terminal is gone. Writing to it would fail, and with that the cleaning up that is still to come.</summary>
    private static void LeaveTerminal()
    {
        if (!Console.IsOutputRedirected)
            Console.SetOut(TextWriter.Null);
        if (!Console.IsErrorRedirected)
            Console.SetError(TextWriter.Null);
    }
}
