using System.Net;
using System.Net.Sockets;
using CephBuildEnv.Hosting;
using Docker.DotNet;

namespace CephBuildEnv.Engines;

/// <summary>Turns the ways in which a call to the engine can fail into errors that say what to type.</summary>
internal static class EngineErrors
{
    /// <summary>Null when the exception is none of the engine's.</summary>
    public static UserException? Explain(Exception exception, EngineEndpoint endpoint) => exception switch
    {
        UserException known => known,
        AggregateException { InnerException: { } inner } => Explain(inner, endpoint),
        DockerApiException { StatusCode: HttpStatusCode.InternalServerError } e when Body(e).Contains("no space left") =>
            new($"the engine's disk is full: {Body(e)}; free some: docker system df", e),
        DockerApiException e when Body(e).Contains("HTTP request to an HTTPS server") =>
            new($"the engine at {endpoint.Address} wants TLS; type: export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=FOLDER", e),
        DockerApiException e when Body(e).Contains("container-init binary not found") =>
            new($"{Body(e)}; it is in the package catatonit: ./build.sh Doctor --fix --engine podman", e),
        DockerApiException { StatusCode: HttpStatusCode.NotFound } e when Message(e) is null =>
            new EngineUnreachableException($"what answers at {endpoint.Address} is no container engine ({endpoint.Reason}); point it to one, or: unset DOCKER_HOST", e),
        DockerApiException { StatusCode: HttpStatusCode.NotFound } e when Body(e).StartsWith("no such image", StringComparison.OrdinalIgnoreCase) =>
            new($"{Body(e)}: it was removed meanwhile; start again, and it is built anew", e),
        DockerApiException e => new($"the engine refused ({(int)e.StatusCode}): {Body(e)}", e),
        HttpRequestException or SocketException or IOException or TimeoutException => Unreachable(exception, endpoint),
        _ => null,
    };

    private static EngineUnreachableException Unreachable(Exception exception, EngineEndpoint endpoint)
    {
        var service = EngineService.Of(endpoint.Kind);
        var (name, group) = (service.Client, service.Group);
        return Find<SocketException>(exception)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => new(
                $"no permission on {endpoint.Socket}, the {name} engine's socket; " + (group is null
                    ? "use one of your own: unset CONTAINER_HOST"
                    : $"join its group: sudo usermod -aG {group} {HostUser.NameOf(HostUser.Id)}, then log in again"), exception),
            _ when endpoint.Socket is { } socket && !File.Exists(socket) => new(
                $"no {name} engine: {socket} does not exist ({endpoint.Reason}); install and start one: ./build.sh Doctor --fix", exception),
            SocketError.ConnectionRefused when endpoint.Socket is { } socket => new(
                $"the {name} engine does not run: {socket} refuses connections ({endpoint.Reason}); " +
                $"{(File.Exists(service.Log) ? $"what it said last is in {service.Log}; " : "")}start it: ./build.sh Doctor --fix", exception),
            _ => new($"the {name} engine at {endpoint.Address} does not answer: {Innermost(exception).Message} ({endpoint.Reason}); " +
                "look at it: ./build.sh Doctor", exception),
        };
    }

    private static string Body(DockerApiException e) => Message(e) ?? (e.ResponseBody ?? e.Message).Trim();

    // Every error of an engine is a JSON object with its message.
    private static string? Message(DockerApiException e)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(e.ResponseBody ?? "");
            return json.RootElement.GetProperty("message").GetString();
        }
        catch (Exception parse) when (parse is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static T? Find<T>(Exception? exception) where T : Exception =>
        exception is null ? null : exception as T ?? Find<T>(exception.InnerException);

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
