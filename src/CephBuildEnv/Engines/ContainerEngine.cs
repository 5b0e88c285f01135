using System.Globalization;
using System.Net;
using CephBuildEnv.Failures;
using CephBuildEnv.Processes;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CephBuildEnv.Engines;

/// <summary>
/// Docker or podman: state and streams through the API that both have, image builds and terminals through their client.
/// </summary>
public sealed partial class ContainerEngine : IContainerEngine, IDisposable
{
    // A client that was still starting may make its container after we have looked.
    private static readonly TimeSpan RemovalInterval = TimeSpan.FromMilliseconds(500);

    // Docker's client of 20.10 does not listen to signals while it builds; without it the engine gives the build up.
    private static readonly TimeSpan BuildGrace = TimeSpan.FromMilliseconds(500);

    // A container ends that soon after it was killed.
    private const int KillSeconds = 10;

    private readonly IEngineDialect _dialect;
    private readonly Lazy<DockerClient> _api;

    public ContainerEngine(EngineEndpoint endpoint)
    {
        Endpoint = endpoint;
        _dialect = endpoint.Kind == EngineKind.Docker ? new DockerDialect() : new PodmanDialect();
        _api = new(() => Connect(endpoint));
    }

    public EngineEndpoint Endpoint { get; }

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellation) => Guard(async api =>
    {
        var info = await api.System.GetSystemInfoAsync(cancellation);
        return new EngineInfo(
            info.ServerVersion, (int)info.NCPU, info.MemTotal, info.DockerRootDir, IsRootless(info), info.Architecture);
    });

    public Task<ImageState?> FindImageAsync(string reference, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            var image = await api.Images.InspectImageAsync(reference, cancellation);
            return new ImageState(image.ID, [.. image.RepoTags ?? []], Copy(image.Config?.Labels), image.Size) { Digests = [.. image.RepoDigests ?? []] };
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public Task<IReadOnlyList<ImageState>> ListImagesAsync(string repository, CancellationToken cancellation) =>
        Guard<IReadOnlyList<ImageState>>(async api =>
        {
            var images = await api.Images.ListImagesAsync(
                new() { Filters = Filter("reference", $"{repository}/*") }, cancellation);
            return [.. images.Select(image => new ImageState(image.ID, [.. image.RepoTags ?? []], Copy(image.Labels), image.Size))];
        });

    public async Task BuildImageAsync(ImageBuild build, Action<string> onLine, CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(Endpoint.Kind, cancellation);
        var command = _dialect.Build(client.Path, Endpoint, build);
        var said = new Queue<string>();
        var report = new FailureReport();
        var exitCode = await CommandRunner.StreamAsync(
            command, (input, token) => ContextArchive.WriteAsync(build.Context, input, token), BuildGrace, Remember, cancellation);
        if (exitCode != 0)
            throw new ImageBuildException(build.Tag, exitCode, [.. said], report.Failure);

        void Remember(string line)
        {
            report.Add(line);
            said.Enqueue(line);
            if (said.Count > ImageBuildException.LinesKept)
                said.Dequeue();
            onLine(line);
        }
    }

    public async Task PullImageAsync(string reference, Action<string> onLine, CancellationToken cancellation)
    {
        var progress = new Progress(onLine);
        try
        {
            await _api.Value.Images.CreateImageAsync(new() { FromImage = reference }, new AuthConfig(), progress, cancellation);
        }
        catch (DockerApiException e)
        {
            throw new RegistryUnreachableException(reference, EngineErrors.Explain(e, Endpoint)!.Message);
        }
        catch (Exception e) when (EngineErrors.Explain(e, Endpoint) is { } explained)
        {
            throw explained;
        }

        // An older one of that name may be there.
        if (progress.Error is { } error)
            throw new RegistryUnreachableException(reference, error);
        if (await FindImageAsync(reference, cancellation) is null)
            throw new RegistryUnreachableException(reference, "the engine has no such image after the pull");
    }

    public Task ImportImageAsync(Stream archive, string reference, CancellationToken cancellation) => Guard(async api =>
    {
        // The tag in the name of the repository: podman overlooks it elsewhere.
        await api.Images.CreateImageAsync(
            new() { FromSrc = "-", Repo = reference }, archive, new AuthConfig(), new Progress(_ => { }), cancellation);
        return true;
    });

    public Task TagImageAsync(string reference, string tag, CancellationToken cancellation) => Guard(async api =>
    {
        var (repository, name) = Split(tag);
        await api.Images.TagImageAsync(reference, new() { RepositoryName = repository, Tag = name }, cancellation);
        return true;
    });

    public Task<ContainerState?> FindContainerAsync(string name, CancellationToken cancellation) => Guard(async api =>
    {
        try
        {
            var container = await api.Containers.InspectContainerAsync(name, cancellation);
            return new ContainerState(
                container.ID,
                container.State!.Running,
                container.State.ExitCode,
                container.State.OOMKilled,
                container.State.Running ? null : Time(container.State.FinishedAt),
                Copy(container.Config?.Labels));
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public async Task<ContainerState> RunAsync(
        ContainerSpec container, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation)
    {
        ContainerState ended;
        try
        {
            ended = await Guard(async api =>
            {
                var parameters = ContainerParameters.Create(container, await UserNamespaceAsync(cancellation));
                var created = await api.Containers.CreateContainerAsync(parameters, cancellation);
                using var stream = await api.Containers.AttachContainerAsync(
                    created.ID, new() { Stream = true, Stdout = true, Stderr = true }, cancellation);
                await api.Containers.StartContainerAsync(created.ID, new(), cancellation);
                await new OutputPump(stream, output).RunAsync(cancellation);
                var state = await EndOfAsync(api, created.ID, cancellation) ??
                    throw new UserException($"the container {container.Name} was removed by somebody while it ran; what it has made is kept: start again");
                return state with { Killed = state.ExitCode == ContainerState.KilledExitCode && await WasKilledAsync(api, state, cancellation) };
            });
        }
        catch
        {
            await TryRemoveContainerAsync(container.Name);
            throw;
        }

        await RemoveEndedContainerAsync(container.Name, CancellationToken.None);
        return ended;
    }

    // Null where it is gone. Whether that is seen while it is waited for or afterwards is a matter of moments.
    private async Task<ContainerState?> EndOfAsync(DockerClient api, string id, CancellationToken cancellation)
    {
        try
        {
            await api.Containers.WaitContainerAsync(id, cancellation);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return await FindContainerAsync(id, cancellation);
    }

    public Task ReadOutputAsync(string name, bool follow, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation) =>
        Guard(async api =>
        {
            using var stream = await api.Containers.GetContainerLogsAsync(
                name, new() { ShowStdout = true, ShowStderr = true, Follow = follow }, cancellation);
            await new OutputPump(stream, output).RunAsync(cancellation);
            return true;
        });

    public async Task<int> RunOnTerminalAsync(
        ContainerSpec container, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation)
    {
        var client = await ClientProbe.FindAsync(Endpoint.Kind, cancellation);
        var running = CommandRunner.InteractiveAsync(
            _dialect.RunOnTerminal(client.Path, Endpoint, container, await UserNamespaceAsync(cancellation)), CancellationToken.None);
        try
        {
            var exitCode = await running.WaitAsync(cancellation);
            await ReadOutputAsync(container.Name, follow: false, output, cancellation);
            return exitCode;
        }
        finally
        {
            // Without its container the client ends, and gives the terminal back as it was.
            do
                await RemoveContainerAsync(container.Name, CancellationToken.None);
            while (await Task.WhenAny(running, Task.Delay(RemovalInterval, CancellationToken.None)) != running);
        }
    }

    public void Dispose()
    {
        if (_api.IsValueCreated)
            _api.Value.Dispose();
    }

    // The kernel's kill for want of memory is no event of the engine's.
    private static async Task<bool> WasKilledAsync(DockerClient api, ContainerState container, CancellationToken cancellation)
    {
        var killed = false;
        var filters = Filter("container", container.Id);
        filters["event"] = new Dictionary<string, bool> { ["kill"] = true };
        var end = (container.Finished ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        await api.System.MonitorEventsAsync(
            new() { Since = $"{end - KillSeconds}", Until = $"{end + 1}", Filters = filters }, new Heard(() => killed = true), cancellation);
        return killed;
    }

    // The year 1 stands for never.
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1 ? time : null;

    // Docker is not asked: its answer is the same either way.
    private async Task<string?> UserNamespaceAsync(CancellationToken cancellation) => Endpoint.Kind == EngineKind.Docker
        ? _dialect.UserNamespace(rootless: false)
        : _dialect.UserNamespace((await GetInfoAsync(cancellation)).Rootless);

    private static DockerClient Connect(EngineEndpoint endpoint)
    {
        var builder = new DockerClientBuilder().WithEndpoint(endpoint.Address).WithTimeout(Timeout.InfiniteTimeSpan);
        return endpoint.CertificateFolder is { } folder
            ? builder.WithAuthProvider(new TlsCertificates(folder)).Build()
            : builder.Build();
    }

    private async Task<T> Guard<T>(Func<DockerClient, Task<T>> call)
    {
        try
        {
            return await call(_api.Value);
        }
        catch (Exception e) when (e is not UserException && EngineErrors.Explain(e, Endpoint) is { } explained)
        {
            throw explained;
        }
    }

    private static bool IsRootless(SystemInfoResponse info) => info.SecurityOptions?.Any(option => option.Contains("rootless")) == true;

    private static (string Repository, string Tag) Split(string reference)
    {
        var colon = reference.LastIndexOf(':');
        return (reference[..colon], reference[(colon + 1)..]);
    }

    private static Dictionary<string, IDictionary<string, bool>> Filter(string name, string value) =>
        new() { [name] = new Dictionary<string, bool> { [value] = true } };

    private static Dictionary<string, string> Copy(IDictionary<string, string>? labels) => new(labels ?? new Dictionary<string, string>());

    private sealed class Heard(Action onEvent) : IProgress<Message>
    {
        public void Report(Message value) => onEvent();
    }

    private sealed class Progress(Action<string> onLine) : IProgress<JSONMessage>
    {
        // What goes wrong after the engine has begun to answer is said like all else.
        public string? Error { get; private set; }

        public void Report(JSONMessage value)
        {
            Error ??= value.Error?.Message;
            // One line per layer and state; the bytes in between are of no use to a reader.
            if (value.Status is { } status && value.Progress?.Current is null or 0)
                onLine(value.ID is { } id ? $"{id}: {status}" : status);
        }
    }
}
