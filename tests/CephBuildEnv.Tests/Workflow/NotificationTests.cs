using CephBuildEnv.Runs;
using CephBuildEnv.Tests.Runs;
using CephBuildEnv.Workflow;

namespace CephBuildEnv.Tests.Workflow;

/// <summary>With a real bash.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class NotificationTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();

    private EnvironmentResult _failed = new(TestHost.Environment(), RunOutcome.OutOfMemory, "debian-12-reef: compile ran out of memory; $(touch hacked)", Run: null);

    public void Dispose() => _host.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task The_command_gets_the_outcome_and_the_record()
    {
        BeginRun();

        await SendAsync($$"""printf '%s|' "$CEPH_ENVIRONMENT" "$CEPH_OUTCOME" "$CEPH_MESSAGE" "$CEPH_RECORD" >{{Answer}}; cat >>{{Answer}}""");

        File.ReadAllText(Answer).ShouldBe(
            $"debian-12-reef|out-of-memory|{_failed.Message}|{_host.Root}/logs/debian-12-reef/0001-build/run.json|{RunRecordTests.Ended.ToJson()}");
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_run_there_is_no_record_of_an_older_one_either()
    {
        BeginRun();
        _failed = _failed with { Run = null };

        await SendAsync($$"""echo "[$CEPH_RECORD]$(cat)" >{{Answer}}""");

        File.ReadAllText(Answer).ShouldBe("[]\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_command_that_fails_fails_nothing_else() => await SendAsync("exit 3");

    [Fact(Timeout = 30_000)]
    public async Task A_command_that_hangs_on_its_input_does_not() => await SendAsync("read -r line; read -r line; true");

    [Theory(Timeout = 30_000)]
    [InlineData("DISPLAY", true, true)]
    [InlineData("WAYLAND_DISPLAY", true, true)]
    [InlineData("DISPLAY", false, false)]
    [InlineData("TERM", true, false)]
    public async Task Who_has_a_desktop_sees_it_there_unless_sitting_in_a_shell(string variable, bool wanted, bool told)
    {
        var tools = _host.Temp.Write("tools/notify-send", $"#!/bin/sh\nprintf '%s|' \"$@\" >{Answer}\n", executable: true);
        using var variables = new Variables().Set("PATH", $"{Path.GetDirectoryName(tools)}:{Environment.GetEnvironmentVariable("PATH")}");

        await SendAsync(command: null, wanted, (variable, ":0"), ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus"));

        File.Exists(Answer).ShouldBe(told);
        if (told)
            File.ReadAllText(Answer).ShouldBe($"--app-name=ceph-build-env|debian-12-reef|{_failed.Message}|");
    }

    private void BeginRun()
    {
        using var run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);
        run.Write(RunRecordTests.Ended);
        _failed = _failed with { Run = run };
    }

    private string Answer => _host.Temp.At("answer");

    private Task SendAsync(string? command, bool desktop = true, params (string Name, string Value)[] variables) => new Notification(
        command, desktop, name => Array.Find(variables, variable => variable.Name == name).Value).SendAsync(_failed);
}
