using CephBuildEnv.Processes;

namespace CephBuildEnv.Engines;

/// <summary>What one engine's command line spells its own way. Only what the API cannot do goes through it.</summary>
public interface IEngineDialect
{
    EngineKind Kind { get; }

    /// <summary>Builds an image from a context on standard input.</summary>
    Command Build(string client, EngineEndpoint endpoint, ImageBuild build);

    /// <summary>Runs a container on the terminal of this process.</summary>
    Command RunOnTerminal(string client, EngineEndpoint endpoint, ContainerSpec container, string? userNamespace);

    /// <summary>Runs a command in a running container, with the streams of this process.</summary>
    Command Exec(string client, EngineEndpoint endpoint, ContainerCommand command);

    /// <summary>Says what the engine's storage takes, as <see cref="BuildCacheUsage"/> reads it; null where there is no build cache.</summary>
    Command? DiskUsage(string client, EngineEndpoint endpoint);

    /// <summary>How ids of the host and of the container relate; null for the engine's default.</summary>
    string? UserNamespace(bool rootless);
}
