using System.Collections.Immutable;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Engines;

/// <summary>The podman client, as a remote of the same socket that the API uses.</summary>
public sealed class PodmanDialect : IEngineDialect
{
    // Ids inside are those of the host: what the scripts write after they have become the user is the user's.
    private const string KeepIds = "keep-id";

    public EngineKind Kind => EngineKind.Podman;

    // Layers are kept so that a repeated build is as cheap as with BuildKit.
    public Command Build(string client, EngineEndpoint endpoint, ImageBuild build) =>
        Client(client, endpoint, ["build", "--layers", "--format", "docker", .. CommandLine.Build(build)]);

    public Command RunOnTerminal(string client, EngineEndpoint endpoint, ContainerSpec container, string? userNamespace) =>
        Client(client, endpoint, ["run", .. CommandLine.RunOnTerminal(container, userNamespace)]);

    // What it keeps for later builds are images.
    public Command Exec(string client, EngineEndpoint endpoint, ContainerCommand command) =>
        Client(client, endpoint, ["exec", .. CommandLine.Exec(command)]);

    public Command? DiskUsage(string client, EngineEndpoint endpoint) => null;

    public string? UserNamespace(bool rootless) => rootless ? KeepIds : null;

    private static Command Client(string client, EngineEndpoint endpoint, IEnumerable<string> arguments) =>
        new(client, ["--remote", .. arguments])
        {
            Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("CONTAINER_HOST", endpoint.Address.OriginalString),
        };
}
