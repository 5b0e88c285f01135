using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Diagnostics;

/// <summary>Installs and starts what the host lacks: an engine with its client, git, and what makes images without a registry.</summary>
/// <param name="engine">The one that will be used.</param>
/// <param name="report">Gets what is done, a sentence each.</param>
/// <param name="onLine">Gets what the tools say.</param>
public sealed class HostMender(IContainerEngine engine, Action<string> report, Action<string> onLine)
{
    private const string SystemdFolder = "/run/systemd/system";
    private const string DaemonLog = "/var/log/ceph-build-env-dockerd.log";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    /// <summary>What is missing is installed and started; what is there is left alone.</summary>
    /// <exception cref="UserException">It cannot be done; the message says what to type.</exception>
    public async Task MendAsync(CancellationToken cancellation)
    {
        await InstallAsync(cancellation);
        if (!await AnswersAsync(cancellation))
            await StartAsync(cancellation);
    }

    private async Task InstallAsync(CancellationToken cancellation)
    {
        var manager = PackageManager.Find();
        var missing = await MissingAsync(manager, cancellation);
        if (missing.Count == 0)
            return;
        if (manager is null)
            throw new UserException($"cannot install {string.Join(", ", missing)}: this host has neither apt-get, zypper nor dnf; install them by hand");
        report($"installing {string.Join(", ", missing)} with {manager.Name}");
        await manager.InstallAsync(missing, onLine, cancellation);
    }

    private async Task<List<string>> MissingAsync(PackageManager? manager, CancellationToken cancellation)
    {
        var missing = new List<string>();
        var kind = engine.Endpoint.Kind;
        var clients = await ClientProbe.ProbeAsync(kind, all: false, cancellation);
        var needsDaemon = kind == EngineKind.Docker && ExecutablePath.Find("dockerd") is null && !await AnswersAsync(cancellation);
        if (needsDaemon || !clients.Any(client => client.CanBuild))
            missing.Add(kind == EngineKind.Docker ? manager?.EnginePackage ?? "docker" : "podman");
        if (ExecutablePath.Find("git") is null)
            missing.Add("git");
        if (manager?.Name == "apt-get" && ExecutablePath.Find("mmdebstrap") is null)
            missing.Add("mmdebstrap");
        return missing;
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var kind = engine.Endpoint.Kind;
        var socket = kind == EngineKind.Docker ? EndpointResolver.DockerSocket : null;
        if (kind == EngineKind.Docker && engine.Endpoint.Socket != socket)
            throw new UserException($"no engine answers at {engine.Endpoint.Address} ({engine.Endpoint.Reason}), and only the default one can be started here; start that one, or: unset DOCKER_HOST");
        var service = kind == EngineKind.Docker ? "docker" : "podman.socket";
        if (!HostUser.IsRoot)
            throw new UserException($"starting the engine needs root; type: sudo systemctl start {service}");
        if (Directory.Exists(SystemdFolder))
        {
            report($"starting the service {service}");
            await CommandRunner.ReadAsync(new Command("systemctl", "enable", "--now", service), cancellation);
        }
        else if (kind == EngineKind.Docker)
        {
            report($"starting dockerd in the background (no systemd runs here); its log: {DaemonLog}");
            // A session of its own: it outlives this process and its terminal.
            await CommandRunner.ReadAsync(
                new Command("sh", "-c", "setsid dockerd --host \"$1\" >>\"$2\" 2>&1 </dev/null &", "sh", $"unix://{socket}", DaemonLog), cancellation);
        }
        else
        {
            throw new UserException("podman's socket can be started by systemd only, and none runs here; type: podman system service --time 0 &");
        }

        await WaitAsync(cancellation);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancellation))
        {
            if (TimeProvider.System.GetElapsedTime(began) > StartTime)
                throw new UserException($"the engine was started and does not answer after {StartTime.TotalSeconds} s; see {DaemonLog}, or: journalctl -u docker");
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await engine.GetInfoAsync(cancellation);
            return true;
        }
        catch (EngineUnreachableException)
        {
            return false;
        }
    }
}
