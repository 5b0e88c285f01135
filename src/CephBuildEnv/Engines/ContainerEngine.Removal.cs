using System.Net;
using Docker.DotNet;

namespace CephBuildEnv.Engines;

// How containers are stopped and removed, by us or by somebody else at the same time.
partial class ContainerEngine
{
    // Of a container that somebody else is removing, with all that was written in it.
    private static readonly TimeSpan RemovalTime = TimeSpan.FromMinutes(1);

    public Task StopContainerAsync(string name, CancellationToken cancellation) => TryStopContainerAsync(name, cancellation);

    public async Task RemoveContainerAsync(string name, CancellationToken cancellation)
    {
        if (await TryStopContainerAsync(name, cancellation))
            await RemoveEndedContainerAsync(name, cancellation);
    }

    private Task<bool> RemoveEndedContainerAsync(string name, CancellationToken cancellation) => GuardContainer(async containers =>
    {
        try
        {
            await containers.RemoveContainerAsync(name, new() { Force = true, RemoveVolumes = true }, cancellation);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            // Somebody else is removing it. Only when it is gone can another one have its name.
            var began = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(began) < RemovalTime)
            {
                await containers.InspectContainerAsync(name, cancellation);
                await Task.Delay(RemovalInterval, cancellation);
            }

            throw;
        }
    });

    private Task<bool> TryStopContainerAsync(string name, CancellationToken cancellation) =>
        GuardContainer(containers => containers.StopContainerAsync(name, new(), cancellation));

    // False where there is no such container, or no more.
    private Task<bool> GuardContainer(Func<IContainerOperations, Task> call) => Guard(async api =>
    {
        try
        {
            await call(api.Containers);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    });

    // What went wrong before is what the user has to know.
    private async Task TryRemoveContainerAsync(string name)
    {
        try
        {
            await RemoveContainerAsync(name, CancellationToken.None);
        }
        catch (UserException)
        {
            // The next run finds what is left by its name.
        }
    }
}
