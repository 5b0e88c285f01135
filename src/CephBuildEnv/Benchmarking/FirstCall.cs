using System.Net.Sockets;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Benchmarking;

/// <summary>How long a command takes until it calls the engine for the first time.</summary>
internal static class FirstCall
{
    /// <param name="command">Called with an engine's address that nobody answers at.</param>
    /// <param name="folder">For the socket: short, and existing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UserException">It ended without a call.</exception>
    public static async Task<TimeSpan> TimeAsync(Command command, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "engine.sock");
        File.Delete(path);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var calling = command with { Environment = command.Environment.SetItem("DOCKER_HOST", $"unix://{path}") };
        var began = TimeProvider.System.GetTimestamp();
        var ended = CommandRunner.CaptureAsync(calling, cancellation);
        var called = listener.AcceptAsync(cancellation).AsTask();
        if (await Task.WhenAny(called, ended) == ended)
            throw new UserException($"{command} ended without calling the engine: {(await ended).Error}");
        var time = TimeProvider.System.GetElapsedTime(began);
        // Without an answer, it ends.
        (await called).Dispose();
        listener.Dispose();
        await ended;
        return time;
    }
}
