using CephBuildEnv.Text;

namespace CephBuildEnv.Engines;

/// <summary>Everything that is asked of an engine, in the words of this project.</summary>
/// <remarks>Every member throws <see cref="UserException"/> when the engine cannot be reached or refuses.</remarks>
public interface IContainerEngine
{
    EngineEndpoint Endpoint { get; }

    Task<EngineInfo> GetInfoAsync(CancellationToken cancellation);

    /// <summary>Null when there is no image of that name.</summary>
    Task<ImageState?> FindImageAsync(string reference, CancellationToken cancellation);

    /// <summary>Every image whose name begins with <paramref name="repository"/>, with all its tags.</summary>
    Task<IReadOnlyList<ImageState>> ListImagesAsync(string repository, CancellationToken cancellation);

    /// <summary>Builds; each line that the builder says goes to <paramref name="onLine"/>.</summary>
    /// <exception cref="UserException">The build failed.</exception>
    Task BuildImageAsync(ImageBuild build, Action<string> onLine, CancellationToken cancellation);

    /// <summary>Gets an image from its registry.</summary>
    /// <exception cref="RegistryUnreachableException">The registry does not answer.</exception>
    Task PullImageAsync(string reference, Action<string> onLine, CancellationToken cancellation);

    /// <summary>Makes an image from the root file system in a tar archive.</summary>
    Task ImportImageAsync(Stream archive, string reference, CancellationToken cancellation);

    /// <summary>Gives an image one more name.</summary>
    Task TagImageAsync(string reference, string tag, CancellationToken cancellation);

    /// <summary>Null when there is no container of exactly that name.</summary>
    Task<ContainerState?> FindContainerAsync(string name, CancellationToken cancellation);

    /// <summary>
    /// Runs a container to its end, its output going to <paramref name="output"/>; the container is removed afterwards.
    /// Cancelling stops it, and waits until it has stopped.
    /// </summary>
    /// <param name="container">What runs.</param>
    /// <param name="output">Gets what it says.</param>
    /// <param name="cancellation">Stops and removes it.</param>
    Task<ContainerState> RunAsync(
        ContainerSpec container, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation);

    /// <summary>The same on the terminal of this process; returns the exit code of the container.</summary>
    /// <param name="container">What runs.</param>
    /// <param name="output">Gets what was seen on the terminal, once it is over.</param>
    /// <param name="cancellation">Stops and removes it.</param>
    Task<int> RunOnTerminalAsync(ContainerSpec container, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation);

    /// <summary>Runs a command in a running container, with the streams of this process; returns its exit code.</summary>
    /// <param name="command">What runs.</param>
    /// <param name="end">Ends it, when it is cancelled: what ends the client does not end what it has started.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<int> ExecAsync(ContainerCommand command, ContainerCommand end, CancellationToken cancellation);

    /// <summary>Starts a container that goes on by itself; nothing of it is left when it cannot be started.</summary>
    Task StartAsync(ContainerSpec container, CancellationToken cancellation);

    /// <summary>Makes a network in which containers can have addresses of their own; one of that name with these addresses is taken as it is, one with others made anew.</summary>
    /// <param name="name">Of the network.</param>
    /// <param name="labels">That are written on it.</param>
    /// <param name="subnet">Its addresses, <c>172.18.0.0/16</c>; null leaves them to the engine.</param>
    /// <param name="cancellation">Leaves it half-done.</param>
    /// <returns>Its addresses.</returns>
    Task<string> EnsureNetworkAsync(string name, IReadOnlyDictionary<string, string> labels, string? subnet, CancellationToken cancellation);

    /// <summary>Removes a network that nothing is in; what is gone already is no error.</summary>
    Task RemoveNetworkAsync(string name, CancellationToken cancellation);

    /// <summary>What a container has said from its start, and with <paramref name="follow"/> what it says until it ends.</summary>
    Task ReadOutputAsync(string name, bool follow, Func<ReadOnlyMemory<byte>, ValueTask> output, CancellationToken cancellation);

    /// <summary>Every image, whosever, that has a name or is left without one, with its layers.</summary>
    Task<IReadOnlyList<LayeredImage>> ListLayersAsync(CancellationToken cancellation);

    /// <summary>Every container, running or not, that has a label of that name.</summary>
    Task<IReadOnlyList<ListedContainer>> ListContainersAsync(string label, CancellationToken cancellation);

    /// <summary>Takes a name away from an image, and removes the image with its last one. Never by force; what is gone already is no error.</summary>
    /// <returns>Why the engine refuses, such as a container that uses it; null when it is gone.</returns>
    Task<string?> RemoveImageAsync(string reference, CancellationToken cancellation);

    /// <summary>What the builder's cache takes; null when the engine has none or does not say.</summary>
    Task<ByteSize?> BuildCacheSizeAsync(CancellationToken cancellation);

    /// <summary>Stops it, if it runs, and keeps what it has said; what is not there is no error.</summary>
    Task StopContainerAsync(string name, CancellationToken cancellation);

    /// <summary>Stops, if running, and removes.</summary>
    Task RemoveContainerAsync(string name, CancellationToken cancellation);
}
