using System.Net;
using CephBuildEnv.Processes;
using Docker.DotNet;

namespace CephBuildEnv.Engines;

// Containers that go on by themselves: how they are started, entered, and alone in a network.
partial class ContainerEngine
{
    // As of a client whose reader has gone (128 + SIGPIPE): what it has started goes on.
    private const int OwnOutputClosed = 141;

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
        var running = CommandRunner.InteractiveAsync(_dialect.Exec(client.Path, Endpoint, command));
        try
        {
            var exitCode = await running.WaitAsync(cancellation);
            if (exitCode == OwnOutputClosed)
                await CommandRunner.CaptureAsync(_dialect.Exec(client.Path, Endpoint, end), CancellationToken.None);
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            await CommandRunner.CaptureAsync(_dialect.Exec(client.Path, Endpoint, end), CancellationToken.None);
            await running;
            throw;
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
