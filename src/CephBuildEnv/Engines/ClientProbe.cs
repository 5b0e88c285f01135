using System.Text.RegularExpressions;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Engines;

/// <summary>Finds a client on the PATH that can build with BuildKit: not every one of that name can.</summary>
public static partial class ClientProbe
{
    // From 23 on, the docker client leaves BuildKit to its buildx plugin; before, it is built in (since 18.09).
    private const int FirstWithoutBuiltIn = 23;

    /// <summary>Every client of that engine on the PATH, in order, with what it can do. Stops at the first that can build, unless all are wanted.</summary>
    public static async Task<IReadOnlyList<EngineClient>> ProbeAsync(EngineKind kind, bool all, CancellationToken cancellation)
    {
        var clients = new List<EngineClient>();
        foreach (var path in ExecutablePath.FindAll(kind == EngineKind.Docker ? "docker" : "podman"))
        {
            clients.Add(await ProbeOneAsync(kind, path, cancellation));
            if (clients[^1].CanBuild && !all)
                break;
        }

        return clients;
    }

    /// <exception cref="UserException">There is none; the message says what was found instead.</exception>
    public static async Task<EngineClient> FindAsync(EngineKind kind, CancellationToken cancellation)
    {
        var clients = await ProbeAsync(kind, all: false, cancellation);
        return clients.FirstOrDefault(client => client.CanBuild) ?? throw new UserException(
            clients.Count == 0
                ? $"there is no {kind.ToString().ToLowerInvariant()} client on the PATH; install one: ./build.sh Doctor --fix"
                : $"no client on the PATH can build images: {string.Join("; ", clients.Select(client => $"{client.Path}: {client.Reason}"))}; " +
                  "install the buildx plugin, or docker.io: ./build.sh Doctor --fix");
    }

    private static async Task<EngineClient> ProbeOneAsync(EngineKind kind, string path, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(kind, path, cancellation);
        }
        catch (UserException)
        {
            return new(path, "?", CanBuild: false, "cannot be started");
        }
    }

    private static async Task<EngineClient> AskAsync(EngineKind kind, string path, CancellationToken cancellation)
    {
        var version = await CommandRunner.CaptureAsync(new Command(path, "--version"), cancellation);
        var match = VersionPattern().Match(version.Output);
        var isPodman = version.Output.StartsWith("podman", StringComparison.OrdinalIgnoreCase);
        if (!version.Succeeded || !match.Success)
            return new(path, "?", CanBuild: false, "does not tell its version");
        if (isPodman != (kind == EngineKind.Podman))
            return new(path, match.Value, CanBuild: false, $"is {(isPodman ? "podman" : "not podman")} under another name");
        if (isPodman)
            return new(path, match.Value, CanBuild: true, "builds by itself");
        if (int.Parse(match.Groups[1].Value) < FirstWithoutBuiltIn)
            return new(path, match.Value, CanBuild: true, "BuildKit is built in");
        var buildx = await CommandRunner.CaptureAsync(new Command(path, "buildx", "version"), cancellation);
        return buildx.Succeeded
            ? new(path, match.Value, CanBuild: true, "has the buildx plugin")
            : new(path, match.Value, CanBuild: false, "has no buildx plugin");
    }

    [GeneratedRegex(@"(\d+)\.(\d+)(\.\d+)?")]
    private static partial Regex VersionPattern();
}
