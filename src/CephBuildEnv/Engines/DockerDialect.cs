using System.Collections.Immutable;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Engines;

/// <summary>The docker client.</summary>
public sealed class DockerDialect : IEngineDialect
{
    public EngineKind Kind => EngineKind.Docker;

    public Command Build(string client, EngineEndpoint endpoint, ImageBuild build) =>
        Client(client, endpoint, ["build", "--progress", "plain", .. CommandLine.Build(build)]);

    public Command RunOnTerminal(string client, EngineEndpoint endpoint, ContainerSpec container, string? userNamespace) =>
        Client(client, endpoint, ["run", .. CommandLine.RunOnTerminal(container, userNamespace)]);

    public Command Exec(string client, EngineEndpoint endpoint, ContainerCommand command) =>
        Client(client, endpoint, ["exec", .. CommandLine.Exec(command)]);

    public Command? DiskUsage(string client, EngineEndpoint endpoint) => Client(client, endpoint, ["system", "df", "--format", BuildCacheUsage.Format]);

    public string? UserNamespace(bool rootless) => null;

    // The endpoint is stated, so that the client cannot choose another one than the API uses.
    private static Command Client(string client, EngineEndpoint endpoint, IEnumerable<string> arguments) =>
        new(client, arguments)
        {
            Environment = ImmutableSortedDictionary<string, string?>.Empty
                .Add("DOCKER_HOST", endpoint.Address.OriginalString)
                .Add("DOCKER_CONTEXT", null)
                .Add("DOCKER_BUILDKIT", "1"),
        };
}
