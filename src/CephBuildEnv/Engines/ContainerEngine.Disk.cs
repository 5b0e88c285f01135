using System.Net;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;
using Docker.DotNet;

namespace CephBuildEnv.Engines;

// What is there, what it takes, and removing it.
partial class ContainerEngine
{
    private const string NoName = "<none>:<none>";

    public Task<IReadOnlyList<LayeredImage>> ListLayersAsync(CancellationToken cancellation) => Guard<IReadOnlyList<LayeredImage>>(async api =>
    {
        var images = new List<LayeredImage>();
        foreach (var image in await api.Images.ListImagesAsync(new(), cancellation))
        {
            try
            {
                var layers = (await api.Images.InspectImageAsync(image.ID, cancellation)).RootFS?.Layers;
                var tags = (image.RepoTags ?? []).Where(tag => tag != NoName);
                // The newest step comes first; most have made no layer.
                var sizes = (await api.Images.GetImageHistoryAsync(image.ID, cancellation)).Reverse().Select(step => step.Size).Where(size => size > 0);
                images.Add(new(new(image.ID, [.. tags], Copy(image.Labels), image.Size), [.. layers ?? []], [.. sizes]));
            }
            catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                // Somebody has removed it meanwhile.
            }
        }

        return images;
    });

    public Task<IReadOnlyList<ListedContainer>> ListContainersAsync(string label, CancellationToken cancellation) =>
        Guard<IReadOnlyList<ListedContainer>>(async api =>
        {
            var containers = await api.Containers.ListContainersAsync(new() { All = true, Size = true, Filters = Filter("label", label) }, cancellation);
            return [.. containers.Select(container => new ListedContainer(
                container.ID,
                container.Names?.FirstOrDefault()?.TrimStart('/') ?? container.ID,
                container.ImageID,
                container.State is "running" or "paused" or "restarting" or "removing",
                Copy(container.Labels),
                container.SizeRw ?? 0))];
        });

    public Task<string?> RemoveImageAsync(string reference, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            await api.Images.DeleteImageAsync(reference, new(), cancellation);
            return null;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            return EngineErrors.Explain(e, Endpoint)!.Message;
        }
    });

    public async Task<ByteSize?> BuildCacheSizeAsync(CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(Endpoint.Kind, cancellation);
        if (_dialect.DiskUsage(client.Path, Endpoint) is not { } command)
            return null;
        var result = await CommandRunner.CaptureAsync(command, cancellation);
        return BuildCacheUsage.Parse(result.Output);
    }
}
