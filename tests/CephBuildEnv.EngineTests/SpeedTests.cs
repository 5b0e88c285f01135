using System.Globalization;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The tool must cost nothing beside the compiler.</summary>
[Collection(Order.Speed)]
public sealed class SpeedTests(PrivateHost host) : EngineTest(host)
{
    private const int Runs = 7;

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(0.4);

    [Fact]
    public void A_query_takes_little_longer_than_the_engines_own_client()
    {
        Checkout.Build("ListDistros").ShouldSucceed();
        var ours = new List<TimeSpan>();
        var theirs = new List<TimeSpan>();
        for (var run = 0; run < Runs; run++)
        {
            ours.Add(Checkout.Build("ListDistros").ShouldSucceed().Elapsed);
            theirs.Add(Checkout.Run("docker", "version").ShouldSucceed().Elapsed);
        }

        var difference = Median(ours) - Median(theirs);
        var figures = $"medians of {Runs}: ListDistros {Text(Median(ours))}, docker version {Text(Median(theirs))}, difference {Text(difference)}";
        TestContext.Current.TestOutputHelper!.WriteLine(figures);
        TestContext.Current.SendDiagnosticMessage(figures);
        difference.ShouldBeLessThan(Allowed, figures);
    }

    [Fact]
    public void However_much_a_build_says_memory_stays_small()
    {
        const int megabytes = 200;
        using var noise = CephFolder.Change(
            $"{CephFolder.Tree(PrivateHost.Sample)}/CMakeLists.txt", text => $"{text}\nadd_custom_target(noise ALL COMMAND yes {new string('x', 99)} | head -c {megabytes}000000)\n");

        // Where this process does not hold it.
        Checkout.Run("bash", "-c", "./build.sh Build --distro debian-12 --release quickstart --verbosity Verbose >/tmp/said 2>&1").ShouldSucceed();

        new FileInfo("/tmp/said").Length.ShouldBeGreaterThan(megabytes * 1_000_000L);
        var peak = Checkout.Read("sed", "-n", "s/.*peak memory of this process: //p", "/tmp/said");
        peak.ShouldEndWith("M");
        (double.Parse(peak[..^1], CultureInfo.InvariantCulture) * (1 << 20)).ShouldBeLessThan(120_000_000, peak);
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(Runs / 2);

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);
}
