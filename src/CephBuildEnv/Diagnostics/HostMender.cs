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

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly EngineService _service = EngineService.Of(engine.Endpoint.Kind);

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
        var clients = await ClientProbe.ProbeAsync(engine.Endpoint.Kind, all: false, cancellation);
        var needsDaemon = ExecutablePath.Find(_service.Daemon) is null && !await AnswersAsync(cancellation);
        if (needsDaemon || !clients.Any(client => client.CanBuild))
            missing.AddRange(_service.PackagesIn(manager?.Name ?? ""));
        if (ExecutablePath.Find("git") is null)
            missing.Add("git");
        if (manager?.Name == "apt-get" && ExecutablePath.Find("mmdebstrap") is null)
            missing.Add("mmdebstrap");
        return missing;
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var endpoint = engine.Endpoint;
        if (endpoint.Socket is null)
            throw new UserException($"no engine answers at {endpoint.Address} ({endpoint.Reason}), and one on another host cannot be started from here; start it there");
        if (!HostUser.IsRoot)
            throw new UserException($"starting the engine needs root; type: sudo systemctl start {_service.Unit}");
        if (Directory.Exists(SystemdFolder))
        {
            report($"starting the service {_service.Unit}");
            await CommandRunner.ReadAsync(new Command("systemctl", "enable", "--now", _service.Unit), cancellation);
        }
        else
        {
            report($"starting {_service.Daemon} in the background (no systemd runs here); its log: {_service.Log}");
            Directory.CreateDirectory(Path.GetDirectoryName(endpoint.Socket)!);
            // A session of its own: it outlives this process and its terminal.
            await CommandRunner.ReadAsync(
                new Command(
                    "sh",
                    ["-c", "log=$1; shift; setsid \"$@\" >>\"$log\" 2>&1 </dev/null &", "sh", _service.Log, _service.Daemon, .. _service.DaemonArguments($"unix://{endpoint.Socket}")]),
                cancellation);
        }

        await WaitAsync(cancellation);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancellation))
        {
            if (TimeProvider.System.GetElapsedTime(began) > StartTime)
            {
                throw new UserException(
                    $"the engine was started and does not answer after {StartTime.TotalSeconds} s; see {_service.Log}, or: journalctl -u {_service.Unit}");
            }

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
