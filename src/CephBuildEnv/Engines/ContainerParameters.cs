using System.Globalization;
using Docker.DotNet.Models;

namespace CephBuildEnv.Engines;

/// <summary>A container as the engine's API takes it.</summary>
internal static class ContainerParameters
{
    public static CreateContainerParameters Create(ContainerSpec container, string? userNamespace) => new()
    {
        Name = container.Name,
        Image = container.Image,
        Hostname = container.Hostname,
        User = ContainerSpec.User,
        Entrypoint = container.Entrypoint.IsEmpty ? null! : [.. container.Entrypoint],
        Cmd = [.. container.Arguments],
        Env = [.. container.Environment.Select(pair => $"{pair.Key}={pair.Value}")],
        Labels = new Dictionary<string, string>(container.Labels),
        AttachStdout = true,
        AttachStderr = true,
        StopTimeout = container.StopTime,
        ExposedPorts = container.Ports.IsEmpty ? null! : container.Ports.ToDictionary(Tcp, _ => default(EmptyStruct)),
        NetworkingConfig = container is not { Network: { } network, Address: { } address } ? null! : new()
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings> { [network] = new() { IPAMConfig = new() { IPv4Address = address } } },
        },
        HostConfig = new()
        {
            Binds = [.. container.Mounts.Select(mount => mount.ToString())],
            ExtraHosts = [$"{container.Hostname}:127.0.0.1"],
            PortBindings = container.Ports.IsEmpty ? null! : container.Ports.ToDictionary(
                Tcp, port => (IList<PortBinding>)[new() { HostIP = "127.0.0.1", HostPort = port.ToString(CultureInfo.InvariantCulture) }]),
            NetworkMode = container.Network!,
            ShmSize = container.SharedMemory ?? 0,
            Init = true,
            PidsLimit = ContainerSpec.Processes,
            Memory = container.Memory ?? 0,
            MemorySwap = container.Memory ?? 0,
            UsernsMode = userNamespace ?? "",
            SecurityOpt = ["label=disable", .. container.NoNewPrivileges ? ["no-new-privileges"] : Array.Empty<string>()],
        },
    };

    private static string Tcp(int port) => string.Create(CultureInfo.InvariantCulture, $"{port}/tcp");
}
