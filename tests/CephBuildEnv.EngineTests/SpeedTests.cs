using System.Globalization;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The tool must cost nothing beside the compiler. Nothing else may run meanwhile.</summary>
[Collection(Order.Speed)]
public sealed class SpeedTests
{
    private const int Runs = 7;

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(0.4);

    public SpeedTests()
    {
        PrivateHost.Require();
        Checkout.Build("Doctor --fix --engine docker").ShouldSucceed();
    }

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

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(Runs / 2);

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);
}
