using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>A new environment of a distro on which another one was built.</summary>
[Collection(Order.SideBySide)]
public sealed partial class WarmStartTests(PrivateHost host) : EngineTest(host)
{
    private const string Environment = "--distro debian-12 --release v18.2.7";

    [Fact]
    public void It_compiles_little_and_its_debug_information_names_no_other_tree()
    {
        var command = $"Build {Environment} --repository {Host.Server.Url}";
        try
        {
            Checkout.Build($"{command} --plan").ShouldSucceed().Output.ShouldContain("its compiler cache begins with the results of the nearest of");

            var build = Checkout.Build(command).ShouldSucceed();

            build.Errors.ShouldContain($"debian-12-v18.2.7: its compiler cache begins with the results of {PrivateHost.Sample}");
            var counted = Counted().Match(build.Errors);
            Number(counted, "hits").ShouldBeGreaterThan(Number(counted, "all") * 9 / 10, counted.Value);
            var tree = CephFolder.Tree("debian-12-v18.2.7");
            var names = Docker.RunIn("git:debian-12-v18.2.7", "readelf", "--debug-dump=info", $"{tree}/build/bin/ceph").ShouldSucceed().Output;
            names.ShouldContain("/usr/src/ceph/build");
            names.ShouldNotContain("/ceph/src/");
        }
        finally
        {
            Checkout.Build($"Clean {Environment} --what images sources builds ccache logs --yes");
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<all>\d+) compiled, (?<hits>\d+) of them from the cache", RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();
}
