using System.Diagnostics;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Processes;

/// <summary>On real processes.</summary>
public sealed class CommandRunnerTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Both_streams_and_the_exit_code_are_captured() =>
        (await CommandRunner.CaptureAsync(Bash("echo out; echo err >&2; exit 3"), TestHost.Token)).ShouldBe(new CommandResult(3, "out\n", "err\n"));

    [Fact(Timeout = 30_000)]
    public async Task Much_output_on_both_streams_does_not_hang()
    {
        var result = await CommandRunner.CaptureAsync(Bash("head -c 2000000 /dev/zero | tr '\\0' x; head -c 2000000 /dev/zero | tr '\\0' y >&2"), TestHost.Token);

        result.Output.Length.ShouldBe(2_000_000);
        result.Error.Length.ShouldBe(2_000_000);
    }

    [Fact(Timeout = 30_000)]
    public async Task Lines_come_while_the_process_runs()
    {
        var first = new TaskCompletionSource<string>();
        var gate = _temp.At("gate");
        var running = CommandRunner.StreamAsync(Bash("echo one; until [ -e \"$1\" ]; do sleep 0.02; done; echo two", gate), line => first.TrySetResult(line), TestHost.Token);

        (await first.Task.WaitAsync(TestHost.Token)).ShouldBe("one");
        running.IsCompleted.ShouldBeFalse();
        _temp.Write("gate", "");

        (await running).ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["a b", "", "'", "\"", "$HOME", "*", "\\", "-n", "é", "line\nend"];

        (await CommandRunner.ReadAsync(new Command("printf", ["%s\\0", .. arguments]), TestHost.Token)).TrimEnd('\0').Split('\0').ShouldBe(arguments);
    }

    [Fact(Timeout = 30_000)]
    public async Task Variables_are_added_and_a_null_takes_one_away()
    {
        var command = Bash("echo \"$ADDED ${HOME-unset}\"");

        (await CommandRunner.ReadAsync(command with { Environment = command.Environment.Add("ADDED", "here").Add("HOME", value: null) }, TestHost.Token)).ShouldBe("here unset\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_failure_has_the_command_the_exit_code_and_the_end_of_what_was_said()
    {
        var error = await Should.ThrowAsync<CommandException>(() => CommandRunner.ReadAsync(Bash("seq 20 >&2; exit 4"), TestHost.Token));

        error.ExitCode.ShouldBe(4);
        error.Message.ShouldStartWith("exit code 4 from: bash -c 'seq 20 >&2; exit 4' bash\n  13\n");
        error.Message.ShouldEndWith("\n  20");
    }

    [Fact(Timeout = 30_000)]
    public async Task A_program_that_is_not_there_is_an_error_with_a_remedy() =>
        (await Should.ThrowAsync<UserException>(() => CommandRunner.CaptureAsync(new Command("no-such-program-here"), TestHost.Token)))
            .Message.ShouldMatch("^cannot start no-such-program-here: .*; is it installed\\? Type: ./build.sh Doctor$");

    [Fact(Timeout = 30_000)]
    public async Task A_folder_that_is_not_there_is_an_error_too() =>
        await Should.ThrowAsync<UserException>(() => CommandRunner.CaptureAsync(new Command("true") { WorkingDirectory = "/no/such/folder" }, TestHost.Token));

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_it_is_asked_to_stop_and_may_clean_up()
    {
        using var cancellation = new CancellationTokenSource();
        var marker = _temp.At("cleaned");
        var running = CommandRunner.StreamAsync(
            Bash("trap 'echo done >\"$1\"; exit 0' INT; echo ready; while :; do sleep 0.05; done", marker), _ => cancellation.Cancel(), cancellation.Token);

        await Should.ThrowAsync<OperationCanceledException>(() => running);

        File.Exists(marker).ShouldBeTrue();
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_is_cancelled_before_it_starts_does_not_start()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => CommandRunner.CaptureAsync(Bash("echo started >\"$1\"", _temp.At("started")), cancelled.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task One_that_does_not_stop_is_killed_with_its_children_when_its_time_is_over()
    {
        using var cancellation = new CancellationTokenSource();
        var pids = new List<int>();
        var began = Stopwatch.GetTimestamp();
        var running = CommandRunner.StreamAsync(
            Bash("trap '' INT; sleep 60 & echo $!; echo $$; wait; sleep 60"),
            line =>
            {
                pids.Add(int.Parse(line));
                if (pids.Count == 2)
                    cancellation.Cancel();
            },
            cancellation.Token);

        await Should.ThrowAsync<OperationCanceledException>(() => running);

        Stopwatch.GetElapsedTime(began).ShouldBeInRange(CommandRunner.Grace - TimeSpan.FromSeconds(1), CommandRunner.Grace + TimeSpan.FromSeconds(5));
        await Task.Delay(100, TestHost.Token);
        pids.Where(IsAlive).ShouldBeEmpty();
    }

    private static bool IsAlive(int pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ");

    private static Command Bash(string script, params string[] arguments) => new("bash", ["-c", script, "bash", .. arguments]);
}
