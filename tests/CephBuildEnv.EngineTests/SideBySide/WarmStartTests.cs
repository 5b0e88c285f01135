using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.SideBySide;

/// <summary>A new environment of a distro on which another one was built.</summary>
[Collection(Order.SideBySide)]
public sealed partial class WarmStartTests(PrivateHost host) : EngineTest(host)
{
    private const string Donor = "warm-start-donor";
    private const string New = "warm-start";

    [Fact]
    public void It_compiles_little_and_its_debug_information_names_no_other_tree()
    {
        // Two branches at a commit of their own: nothing else is as near to one of them as the other.
        Host.Server.Commit("reef", "README.md", text => text + "\nA line.\n", newBranch: Donor);
        Host.Server.Branch(New, at: Donor);
        try
        {
            Checkout.Build(Command(Donor)).ShouldSucceed();
            Checkout.Build($"{Command(New)} --plan").ShouldSucceed().Output.ShouldContain("its compiler cache begins with the results of the nearest of");

            var build = Checkout.Build(Command(New)).ShouldSucceed();

            build.Errors.ShouldContain($"debian-12-{New}: its compiler cache begins with the results of debian-12-{Donor}");
            var counted = Counted().Match(build.Errors);
            Number(counted, "hits").ShouldBeGreaterThan(Number(counted, "all") * 9 / 10, counted.Value);
            var tree = CephFolder.Tree($"debian-12-{New}");
            var names = Docker.RunIn($"git:debian-12-{New}", "readelf", "--debug-dump=info", $"{tree}/build/bin/ceph").ShouldSucceed().Output;
            names.ShouldContain("/usr/src/ceph/build");
            names.ShouldNotContain("/ceph/src/");
        }
        finally
        {
            foreach (var release in new[] { New, Donor })
                Checkout.Build($"Clean --distro debian-12 --release {release} --what images sources builds ccache logs --yes");
        }
    }

    private string Command(string release) => $"Build --distro debian-12 --release {release} --repository {Host.Server.Url}";

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<all>\d+) compilations, (?<hits>\d+) of them answered by the cache", RegexOptions.ExplicitCapture)]
    private static partial Regex Counted();
}
