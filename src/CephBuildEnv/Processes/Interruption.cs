using System.Runtime.InteropServices;

namespace CephBuildEnv.Processes;

/// <summary>Cancels a token when this process is asked to stop: Ctrl-C, SIGTERM, or the terminal was closed.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    public Interruption() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Stop)),
    ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Not the end of this process: what runs is stopped in order first.
        context.Cancel = true;
        _source.Cancel();
    }
}
