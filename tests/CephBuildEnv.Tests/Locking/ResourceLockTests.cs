using System.Diagnostics;
using CephBuildEnv.Locking;

namespace CephBuildEnv.Tests.Locking;

public sealed class ResourceLockTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();

    private string LockFile => _host.Layout.LockFile("source-x");

    public void Dispose() => _host.Dispose();

    [Fact]
    public void A_second_holder_is_refused_and_told_who_has_it()
    {
        using var first = Take();

        var error = Should.Throw<UserException>(Take);

        error.Message.ShouldMatch($@"^the source tree of x is in use by pid {Environment.ProcessId} since \d\d:\d\d:\d\d \(\./build\.sh .*\); wait for it, or stop it$");
    }

    [Fact(Timeout = 30_000)]
    public async Task Waiting_for_another_part_of_the_same_process_says_nothing()
    {
        var first = Take();
        var said = new List<string>();
        var waiting = ResourceLock.WaitAsync(_host.Layout, "source-x", said.Add, TestHost.Token);
        waiting.IsCompleted.ShouldBeFalse();

        first.Dispose();
        (await waiting).Dispose();

        said.ShouldBeEmpty();
    }

    [Fact]
    public void Given_back_it_can_be_taken_again()
    {
        Take().Dispose();

        Should.NotThrow(() => Take().Dispose());
    }

    [Fact]
    public void Two_resources_do_not_know_of_each_other()
    {
        using var first = Take();

        Should.NotThrow(() => ResourceLock.Take(_host.Layout, "source-y", "another").Dispose());
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_process_cannot_take_what_this_one_holds()
    {
        using (Take())
            (await Shell.TryAsync("/", "flock", "--nonblock", LockFile, "true")).ExitCode.ShouldBe(1);

        (await Shell.TryAsync("/", "flock", "--nonblock", LockFile, "true")).ExitCode.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_another_process_holds_is_refused_until_that_process_is_dead()
    {
        using var other = await HoldElsewhereAsync();
        Should.Throw<UserException>(Take).Message.ShouldContain("is in use by pid 42 since 10:31:07");

        other.Kill();
        await other.WaitForExitAsync(TestHost.Token);

        Should.NotThrow(() => Take().Dispose());
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_waits_says_so_once_and_goes_on_when_the_holder_is_dead()
    {
        var said = new List<string>();
        using var other = await HoldElsewhereAsync();
        var waiting = ResourceLock.WaitAsync(_host.Layout, "source-x", said.Add, TestHost.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestHost.Token);
        waiting.IsCompleted.ShouldBeFalse();

        other.Kill();
        (await waiting).Dispose();

        said.ShouldBe(["pid 42 since 10:31:07"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Waiting_can_be_cancelled()
    {
        using var held = Take();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Should.ThrowAsync<OperationCanceledException>(() => ResourceLock.WaitAsync(_host.Layout, "source-x", _ => { }, cancellation.Token));
    }

    [Fact(Timeout = 30_000)]
    public async Task Of_many_at_once_only_one_holds_it_at_a_time()
    {
        var inside = 0;
        var most = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 6), TestHost.Token, async (_, token) =>
        {
            using var held = await ResourceLock.WaitAsync(_host.Layout, "source-x", _ => { }, token);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(10, token);
            Interlocked.Decrement(ref inside);
        });

        most.ShouldBe(1);
    }

    [Fact]
    public void A_host_that_is_not_prepared_is_not_taken_for_a_lock_that_is_held()
    {
        Directory.Delete(_host.Layout.Locks, recursive: true);

        Should.Throw<DirectoryNotFoundException>(Take);
    }

    // A process of its own, which holds the lock as ours do: flock, and its name beside it.
    private async Task<Process> HoldElsewhereAsync()
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec 9>\"$1\"; flock 9; echo 'pid 42 since 10:31:07' >\"${1%.lock}.holder\"; echo held; exec sleep 60", "bash", LockFile]) { UseShellExecute = false, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        (await process.StandardOutput.ReadLineAsync(TestHost.Token)).ShouldBe("held");
        return process;
    }

    private ResourceLock Take() => ResourceLock.Take(_host.Layout, "source-x", "the source tree of x");
}
