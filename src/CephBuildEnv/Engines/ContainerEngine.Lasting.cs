using System.Net;
using CephBuildEnv.Processes;
using Docker.DotNet;
using Serilog;

namespace CephBuildEnv.Engines;

// Containers that go on by themselves: how they are started, entered, and alone in a network.
partial class ContainerEngine
{
    // As of a client whose reader has gone (128 + SIGPIPE): what it has started goes on.
    private const int OwnOutputClosed = 141;

    // More than the script takes that ends what was started.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15);

    public async Task StartAsync(ContainerSpec container, CancellationToken cancellation)
    {
        try
        {
            await Guard(async api =>
            {
                var parameters = ContainerParameters.Create(container, await UserNamespaceAsync(cancellation));
                var created = await api.Containers.CreateContainerAsync(parameters, cancellation);
                return await api.Containers.StartContainerAsync(created.ID, new(), cancellation);
            });
        }
        catch
        {
            await TryRemoveContainerAsync(container.Name);
            throw;
        }
    }

    public async Task<int> ExecAsync(ContainerCommand command, ContainerCommand end, CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(Endpoint.Kind, cancellation);
        using var killing = new CancellationTokenSource();
        var running = CommandRunner.InteractiveAsync(_dialect.Exec(client.Path, Endpoint, command), killing.Token);
        try
        {
            var exitCode = await running.WaitAsync(cancellation);
            if (exitCode == OwnOutputClosed)
                await EndAsync();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            // What was only about to begin when it was looked for is there the next time.
            var began = TimeProvider.System.GetTimestamp();
            do
                await EndAsync();
            while (await Task.WhenAny(running, Task.Delay(RemovalInterval, CancellationToken.None)) != running && TimeProvider.System.GetElapsedTime(began) < EndTime);
            if (!running.IsCompleted)
                Log.Warning("{Container:l}: what ran there could not be ended, and may go on", command.Container);
            await killing.CancelAsync();
            await running;
            throw;
        }

        // An engine that does not answer any more is no reason to wait.
        async Task EndAsync()
        {
            using var limit = new CancellationTokenSource(EndTime);
            try
            {
                await CommandRunner.CaptureAsync(_dialect.Exec(client.Path, Endpoint, end), limit.Token);
            }
            catch (OperationCanceledException)
            {
                // It is told below.
            }
        }
    }

    public async Task EnsureNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation)
    {
        if (!await NetworkExistsAsync(name, cancellation))
            await Guard(api => api.Networks.CreateNetworkAsync(new() { Name = name, Driver = "bridge", Labels = new Dictionary<string, string>(labels) }, cancellation));
    }

    public Task RemoveNetworkAsync(string name, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            await api.Networks.DeleteNetworkAsync(name, cancellation);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    });

    private Task<bool> NetworkExistsAsync(string name, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            await api.Networks.InspectNetworkAsync(name, cancellation);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    });
}
