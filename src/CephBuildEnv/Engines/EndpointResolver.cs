using CephBuildEnv.Hosting;
using CephBuildEnv.Text;
using Docker.DotNet;

namespace CephBuildEnv.Engines;

/// <summary>Chooses the engine: what was asked for, then what the environment names, then the sockets that exist.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="socketExists">Tells whether there is a socket at a path.</param>
public sealed class EndpointResolver(Func<string, string?> variable, Func<string, bool> socketExists)
{
    public const string DefaultSocket = "/var/run/docker.sock";

    private const string PodmanSocket = "/run/podman/podman.sock";

    public EndpointResolver() : this(Environment.GetEnvironmentVariable, File.Exists) { }

    private string RuntimeFolder => variable("XDG_RUNTIME_DIR") ?? $"/run/user/{HostUser.Id}";

    /// <returns>Null for none: whichever there is.</returns>
    /// <exception cref="UserException">The name is no engine's.</exception>
    public static EngineKind? Parse(string? name) => name switch
    {
        null or "" => null,
        // By their names: Enum.Parse also takes numbers, sums and blanks.
        _ when Enum.GetNames<EngineKind>().FirstOrDefault(kind => kind.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known => Enum.Parse<EngineKind>(known),
        _ => throw new UserException(
            $"--engine: '{Printable.Text(name)}' is no engine{Suggestion.Phrase(name, ["docker", "podman"])}; use docker or podman"),
    };

    /// <param name="kind">Null for whichever there is.</param>
    /// <exception cref="EngineUnreachableException">An address in the environment cannot be used.</exception>
    public EngineEndpoint Resolve(EngineKind? kind)
    {
        return kind switch
        {
            EngineKind.Docker => Docker(),
            EngineKind.Podman => Podman(),
            _ when Named() is { } named => named,
            _ when Sockets().FirstOrDefault(socket => socketExists(socket.Path)) is { Path: { } path } found =>
                Unix(found.Kind, path, $"{path} exists"),
            _ => Unix(EngineKind.Docker, DefaultSocket, "the default"),
        };
    }

    private IEnumerable<(EngineKind Kind, string Path)> Sockets() =>
    [
        (EngineKind.Docker, DefaultSocket),
        (EngineKind.Docker, $"{RuntimeFolder}/docker.sock"),
        (EngineKind.Podman, $"{RuntimeFolder}/podman/podman.sock"),
        (EngineKind.Podman, PodmanSocket),
    ];

    private EngineEndpoint Docker()
    {
        if (Named() is { Kind: EngineKind.Docker } named)
            return named;
        var path = Sockets().Where(s => s.Kind == EngineKind.Docker).Select(s => s.Path).FirstOrDefault(socketExists) ?? DefaultSocket;
        return Unix(EngineKind.Docker, path, "--engine docker");
    }

    private EngineEndpoint Podman()
    {
        if (variable("CONTAINER_HOST") is { Length: > 0 } address)
            return Address(EngineKind.Podman, address, "CONTAINER_HOST");
        var path = Sockets().Where(s => s.Kind == EngineKind.Podman).Select(s => s.Path).FirstOrDefault(socketExists)
            ?? (HostUser.IsRoot ? PodmanSocket : $"{RuntimeFolder}/podman/podman.sock");
        return Unix(EngineKind.Podman, path, "--engine podman");
    }

    private EngineEndpoint? Named()
    {
        if (variable("DOCKER_HOST") is { Length: > 0 } address)
            return Address(address.Contains("podman") ? EngineKind.Podman : EngineKind.Docker, address, "DOCKER_HOST");
        return ContextAddress() is { } context
            ? Address(EngineKind.Docker, context, "the current docker context")
            : null;
    }

    // The default context is the default socket, which the search finds by itself.
    private string? ContextAddress()
    {
        var config = new DockerConfig();
        var named = variable("DOCKER_CONTEXT") is { Length: > 0 } or null && (variable("DOCKER_CONTEXT") is not null || config.Exists);
        if (!named)
            return null;
        try
        {
            var address = config.GetEndpoint()?.ToString().TrimEnd('/');
            return address is null || address.EndsWith(DefaultSocket) ? null : address;
        }
        catch (Exception e) when (e is DockerConfigurationException or IOException or System.Text.Json.JsonException)
        {
            throw new EngineUnreachableException($"the docker context cannot be read: {e.Message}; choose another: docker context use default", e);
        }
    }

    private EngineEndpoint Address(EngineKind kind, string address, string reason)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("unix" or "tcp" or "http" or "https" or "ssh"))
            throw new EngineUnreachableException($"{reason} is '{Printable.Text(address)}', which is no address; write unix:///path/to/socket or tcp://host:port");
        if (uri.Scheme == "ssh")
        {
            throw new EngineUnreachableException(
                $"{reason} is {Printable.Text(address)}, and ssh is not supported; forward the socket and use that: " +
                $"ssh -nNT -L /tmp/docker.sock:{DefaultSocket} {uri.UserInfo}{(uri.UserInfo.Length > 0 ? "@" : "")}{uri.Host} & export DOCKER_HOST=unix:///tmp/docker.sock");
        }

        var secure = uri.Scheme != "unix" && variable("DOCKER_TLS_VERIFY") is { Length: > 0 };
        var folder = secure ? variable("DOCKER_CERT_PATH") ?? Path.Combine(variable("HOME") ?? "/", ".docker") : null;
        return new(kind, uri, $"{reason} is {address}", folder);
    }

    private static EngineEndpoint Unix(EngineKind kind, string path, string reason) => new(kind, new($"unix://{path}"), reason);
}
