using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>
/// Serves a folder of repositories on loopback for as long as this object lives: git refuses to clone submodules from
/// files.
/// </summary>
public sealed class GitDaemon : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _process;

    private GitDaemon(Task process, int port, CancellationTokenSource stop)
    {
        _process = process;
        _stop = stop;
        Url = $"git://127.0.0.1:{port}/";
    }

    /// <summary>What the repositories' names are appended to.</summary>
    public string Url { get; }

    public static async Task<GitDaemon> StartAsync(string folder, CancellationToken cancellation)
    {
        var port = FreePort();
        var stop = new CancellationTokenSource();
        var command = new Command(
            "git", "daemon", "--reuseaddr", "--listen=127.0.0.1", $"--port={port}", $"--base-path={folder}", $"--pid-file={PidFile(folder)}", "--export-all", "--informative-errors", folder);
        var process = CommandRunner.StreamAsync(command, _ => { }, stop.Token);
        var began = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(port, cancellation))
        {
            if (process.IsCompleted || TimeProvider.System.GetElapsedTime(began) > StartTime)
                throw new UserException($"git daemon does not start; is it installed? Try: {command}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }

        return new(process, port, stop);
    }

    /// <summary>Ends one that serves a folder still, because the process that started it was killed.</summary>
    public static async Task EndAsync(string folder, CancellationToken cancellation)
    {
        if (!int.TryParse(HostFiles.ReadSmall(PidFile(folder)), CultureInfo.InvariantCulture, out var id))
            return;
        // The number may be another program's by now, or nobody's.
        var command = await CommandRunner.CaptureAsync(new Command("cat", $"/proc/{id}/cmdline"), cancellation);
        if (command.Output.Split('\0').Contains($"--base-path={folder}"))
            await CommandRunner.CaptureAsync(new Command("kill", $"{id}"), cancellation);
    }

    private static string PidFile(string folder) => Path.Combine(folder, ".daemon.pid");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _process.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
