using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>How long a transfer will still take.</summary>
public sealed class TransferProgressTests
{
    private readonly SetClock _clock = new();
    private readonly TransferProgress _progress;

    public TransferProgressTests() => _progress = new(_clock);

    [Fact]
    public void What_is_left_follows_from_what_was_done_so_far()
    {
        At(0, "Receiving objects:   0% (1/965668)").ShouldEndWith("(1/965668)");

        At(30, "Receiving objects:  25% (241417/965668), 90.12 MiB | 3.00 MiB/s")
            .ShouldBe("Receiving objects:  25% (241417/965668), 90.12 MiB | 3.00 MiB/s, 1:30 left");
        At(60, "Receiving objects:  75% (724251/965668), 268.12 MiB | 3.10 MiB/s").ShouldEndWith("3.10 MiB/s, 0:20 left");
    }

    [Fact]
    public void Each_phase_is_measured_by_itself()
    {
        At(0, "Receiving objects:   0% (1/100)");
        At(100, "Receiving objects:  99% (99/100)");

        At(101, "Resolving deltas:   0% (0/100)").ShouldNotContain("left");
        At(111, "Resolving deltas:  50% (50/100)").ShouldEndWith(", 0:10 left");
    }

    [Fact]
    public void Another_repository_begins_anew()
    {
        At(0, "Receiving objects:  10% (1/10)");
        At(10, "Receiving objects:  90% (9/10)");

        At(20, "Receiving objects:  10% (1/10)").ShouldNotContain("left");
        At(30, "Receiving objects:  20% (2/10)").ShouldEndWith(", 1:20 left");
    }

    [Theory]
    [InlineData("Receiving objects:  50% (5/10)", 1)]
    [InlineData("Receiving objects: 100% (10/10), 357.20 MiB | 9.00 MiB/s, done.", 50)]
    [InlineData("remote: Enumerating objects: 965668, done.", 50)]
    [InlineData("fatal: early EOF", 50)]
    public void Where_nothing_can_be_said_the_line_stays_as_it_is(string line, int seconds)
    {
        At(0, "Receiving objects:   0% (0/10)");

        At(seconds, line).ShouldBe(line);
    }

    private string At(int seconds, string line)
    {
        _clock.Seconds = seconds;
        return _progress.Estimate(line);
    }

    private sealed class SetClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
