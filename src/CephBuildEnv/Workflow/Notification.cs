using System.Collections.Immutable;
using System.Text.Json;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Tells somebody who went away how it ended: by a command of theirs, and on their desktop if they have one.</summary>
/// <param name="command">For <c>bash -c</c> on this host; null for none.</param>
/// <param name="desktop">Whether somebody may have gone away from theirs: not who sits in a shell.</param>
/// <param name="variable">Reads an environment variable.</param>
public sealed class Notification(string? command, bool desktop, Func<string, string?> variable)
{
    private const string DesktopTool = "notify-send";

    // Nobody waits for a mail server that does not answer.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private bool HasDesktop =>
        variable("DBUS_SESSION_BUS_ADDRESS") is { Length: > 0 } && (variable("DISPLAY") ?? variable("WAYLAND_DISPLAY")) is { Length: > 0 };

    /// <summary>Never fails: what was built is built.</summary>
    public async Task SendAsync(EnvironmentResult result)
    {
        if (desktop && HasDesktop && ExecutablePath.Find(DesktopTool) is not null)
            await RunAsync(DesktopTool, new Command(DesktopTool, "--app-name=ceph-build-env", result.Environment.Key, result.Message), Stream.Null);
        if (command is null)
            return;
        var record = result.Run is { } run && File.Exists(run.RecordPath) ? run.RecordPath : null;
        await using var input = record is null ? Stream.Null : File.OpenRead(record);
        var variables = ImmutableSortedDictionary<string, string?>.Empty
            .Add("CEPH_ENVIRONMENT", result.Environment.Key)
            .Add("CEPH_OUTCOME", JsonNamingPolicy.KebabCaseLower.ConvertName(result.Outcome.ToString()))
            .Add("CEPH_MESSAGE", result.Message)
            .Add("CEPH_RECORD", record ?? "");
        await RunAsync("--notify", new Command("bash", "-c", command) { Environment = variables }, input);
    }

    private static async Task RunAsync(string what, Command notification, Stream input)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var exitCode = await CommandRunner.StreamAsync(notification, input.CopyToAsync, TimeSpan.Zero, Progress.Line, limit.Token);
            if (exitCode != 0)
                Log.Warning("{What:l}: the command ended with {ExitCode}", what, exitCode);
        }
        catch (Exception e) when (e is UserException or OperationCanceledException)
        {
            Log.Warning("{What:l}: {Message:l}", what, e is UserException ? e.Message : $"the command was stopped, as it took more than {Limit.TotalSeconds} s");
        }
    }
}
