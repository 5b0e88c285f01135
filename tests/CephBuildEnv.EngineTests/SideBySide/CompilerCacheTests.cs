using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.SideBySide;

/// <summary>What has been compiled once is not compiled again.</summary>
[Collection(Order.SideBySide)]
public sealed partial class CompilerCacheTests(PrivateHost host) : EngineTest(host)
{
    private const string Here = "there-and-back";
    private const string There = "there-and-back-elsewhere";
    private const string Environment = $"debian-12-{Here}";

    [Fact]
    public void There_and_back_again_everything_comes_from_the_cache()
    {
        Host.Server.Branch(Here, at: "reef");
        Host.Server.Commit("reef", "src/include/types.h", text => $"{text}\nextern int elsewhere;\n", newBranch: There);

        try
        {
            Build();
            Counted(Build($" --branch {There}")).Hits.ShouldBe(0);

            var (all, hits) = Counted(Build($" --branch {Here}"));

            all.ShouldBeGreaterThan(20);
            hits.ShouldBe(all);
            Checkout.Read("rm", "-r", $"{CephFolder.Tree(Environment)}/build");
            (all, hits) = Counted(Build());
            hits.ShouldBe(all);
        }
        finally
        {
            Checkout.Build($"Clean --distro debian-12 --release {Here} --what images sources builds ccache logs --yes");
        }
    }

    [Fact]
    public void A_version_that_reads_no_configuration_is_told_the_limit_and_the_settings()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        // The image's own ccache, behind a door that refuses what 3.1 does not know.
        var door = $"{CephFolder.Root}/src/.old-ccache";
        Directory.CreateDirectory($"{door}/reports");
        File.WriteAllText($"{door}/ccache", $"""
            #!/bin/sh
            case $1 in -p | --print-stats) exit 1 ;; esac
            echo "$CCACHE_SLOPPINESS $*" >>{door}/asked
            exec /usr/bin/ccache "$@"

            """);
        File.SetUnixFileMode($"{door}/ccache", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Docker.RunScript("build-git.sh", $"ceph-build-env/git:{PrivateHost.Luminous}", $"{door}/reports", $"PATH={door}:/usr/bin:/bin").ShouldSucceed();

            File.ReadAllLines($"{door}/asked").ShouldBe(["time_macros -M 50G", "time_macros -s", "time_macros -s"]);
            File.ReadAllText($"{door}/reports/ccache-after.txt").ShouldContain("ache");
        }
        finally
        {
            Directory.Delete(door, recursive: true);
        }
    }

    private Outcome Build(string options = "") =>
        Checkout.Build($"Build --distro debian-12 --release {Here} --repository {Host.Server.Url}{options}").ShouldSucceed();

    private static (int All, int Hits) Counted(Outcome build)
    {
        var counted = CountedPattern().Match(build.Errors);
        return (Number("all"), Number("hits"));

        int Number(string group) => int.Parse(counted.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<all>\d+) compilations, (?<hits>\d+) of them answered by the cache", RegexOptions.ExplicitCapture)]
    private static partial Regex CountedPattern();
}
