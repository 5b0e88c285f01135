using System.Net;
using System.Net.Sockets;
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

    public async Task<string> EnsureNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, string? subnet, CancellationToken cancellation)
    {
        if (await SubnetOfAsync(name, cancellation) is { } there)
        {
            if (there == subnet)
                return there;
            await RemoveNetworkAsync(name, cancellation);
        }

        if (subnet is null)
        {
            // Docker gives a container the address that it asks for only where those of the network were asked for too.
            await CreateAsync(null);
            subnet = await SubnetOfAsync(name, cancellation);
            await RemoveNetworkAsync(name, cancellation);
        }

        await CreateAsync(subnet);
        return subnet!;

        Task CreateAsync(string? addresses) => Guard(api => api.Networks.CreateNetworkAsync(
            new()
            {
                Name = name,
                Driver = "bridge",
                Labels = new Dictionary<string, string>(labels),
                IPAM = addresses is null ? null! : new() { Config = [new() { Subnet = addresses }] },
            },
            cancellation));
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

    // Null where there is no such network.
    private Task<string?> SubnetOfAsync(string name, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            var network = await api.Networks.InspectNetworkAsync(name, cancellation);
            return network.IPAM?.Config?.Select(config => config.Subnet).FirstOrDefault(subnet => IPNetwork.TryParse(subnet, out var parsed) && parsed.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
                ?? throw new UserException($"the engine's network {name} has no IPv4 addresses; remove it, or mend what the engine gives its networks");
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });
}
