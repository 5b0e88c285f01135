using CephBuildEnv.Engines;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunVerdictTests
{
    [Theory]
    [InlineData(0, false, false, false, RunOutcome.Succeeded)]
    [InlineData(1, false, false, false, RunOutcome.Failed)]
    // The flag stays when a process was killed and the build went on all the same.
    [InlineData(0, true, false, true, RunOutcome.Succeeded)]
    [InlineData(1, true, false, false, RunOutcome.OutOfMemory)]
    [InlineData(1, false, false, true, RunOutcome.OutOfMemory)]
    [InlineData(137, false, false, false, RunOutcome.OutOfMemory)]
    [InlineData(137, true, false, false, RunOutcome.OutOfMemory)]
    // By "docker kill".
    [InlineData(137, false, true, false, RunOutcome.Failed)]
    [InlineData(143, false, false, false, RunOutcome.Failed)]
    public void Of_a_container_that_was_watched(int exitCode, bool flag, bool killed, bool toolWasKilled, RunOutcome outcome) =>
        RunVerdict.Of(Ended(exitCode, flag) with { Killed = killed }, toolWasKilled).ShouldBe(outcome);

    [Theory]
    [InlineData(0, false, RunOutcome.Succeeded)]
    [InlineData(1, false, RunOutcome.Failed)]
    [InlineData(137, true, RunOutcome.OutOfMemory)]
    // Ended with the engine, or with the host.
    [InlineData(137, false, RunOutcome.Lost)]
    [InlineData(143, false, RunOutcome.Lost)]
    public void Of_a_container_that_nobody_watched(int exitCode, bool flag, RunOutcome outcome) =>
        RunVerdict.OfUnwatched(Ended(exitCode, flag), toolWasKilled: false).ShouldBe(outcome);

    [Theory]
    [InlineData(true)]
    // Made, and never started: its exit code is 0.
    [InlineData(false)]
    public void Of_one_that_nobody_watched_and_that_has_not_ended(bool running) =>
        RunVerdict.OfUnwatched(Ended(0, false) with { Running = running, Finished = null }, toolWasKilled: false).ShouldBe(RunOutcome.Lost);

    private static ContainerState Ended(long exitCode, bool outOfMemory) =>
        new("1", Running: false, exitCode, outOfMemory, DateTimeOffset.UnixEpoch, new Dictionary<string, string>());
}
