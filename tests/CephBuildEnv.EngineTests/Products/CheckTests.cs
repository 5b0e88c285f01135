using System.Xml;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Products;

/// <summary>Ceph's own tests, as the sample has them.</summary>
[Collection(Order.SideBySide)]
public sealed class CheckTests : EngineTest
{
    public CheckTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void All_pass_and_what_there_is_for_a_pipeline_is_in_the_run_folder()
    {
        var check = Check("").ShouldSucceed();

        check.Errors.ShouldMatch(@"debian-12-luminous: 1[0-9] tests passed in 0:0");
        CephFolder.RunRecords(PrivateHost.Luminous)[^1].ShouldContain("\"failed\": 0");
        JUnit(check).SelectNodes("//testcase")!.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_test_that_fails_is_named_with_its_output_and_can_be_run_again_alone()
    {
        using (Ask("fail"))
        {
            var check = Check("");

            check.ExitCode.ShouldBe(8);
            check.Errors.ShouldMatch(@"debian-12-luminous: 1 of 1[0-9] tests failed after 0:0");
            check.Errors.ShouldMatch(@"\n  moody-fail  exit code 3, 0\.[0-9] s\n      what it does before\n      expected 4, got 5: <all & sundry>\n");
            JUnit(check).SelectSingleNode("//testcase[@name='moody-fail']/failure").ShouldNotBeNull();
        }

        Check("--rerun-failed").ShouldSucceed().Errors.ShouldContain("debian-12-luminous: 1 test passed");
        Docker.Containers().ShouldBeEmpty();
    }

    [Fact]
    public void A_flaky_test_may_be_tried_again()
    {
        using var _ = Ask("flaky");

        Check("--tests moody-flaky").ExitCode.ShouldBe(8);
        File.Delete($"{CephFolder.Tree(PrivateHost.Luminous)}/build/flaky-before");
        Check("--tests moody --exclude slow --repeat until-pass:2").ShouldSucceed().Errors.ShouldContain("2 tests passed");
    }

    [Fact]
    public void An_old_ctest_that_cannot_repeat_is_helped_and_found_by_another_name()
    {
        // The image's own one, behind a door that knows what 3.16 knows and is called as on CentOS 7.
        const string image = "check-test:old-ctest", reports = "/ceph/src/.old-ctest";
        var context = Directory.CreateTempSubdirectory("old-ctest-").FullName;
        File.WriteAllText($"{context}/ctest3", """
            #!/bin/sh
            case $* in *--repeat* | *--output-junit*) echo "unknown option" >&2; exit 1 ;; esac
            [ "$1" = --help ] && { /usr/bin/ctest-itself --help | grep -v -e until-pass -e junit; exit; }
            exec /usr/bin/ctest-itself "$@"

            """);
        File.WriteAllText($"{context}/Dockerfile", $"FROM ceph-build-env/git:{PrivateHost.Luminous}\nCOPY ctest3 /usr/bin/\nRUN chmod +x /usr/bin/ctest3 && mv /usr/bin/ctest /usr/bin/ctest-itself\n");
        Docker.Read("build", "--quiet", "--tag", image, context);
        Directory.CreateDirectory(reports);
        File.Delete($"{CephFolder.Tree(PrivateHost.Luminous)}/build/flaky-before");
        using var _ = Ask("flaky");
        try
        {
            Docker.RunScript("check.sh", image, reports, "CEPH_TEST_TARGETS=tests", "CEPH_TEST_JOBS=2", "CEPH_TEST_ATTEMPTS=3").ShouldSucceed();

            Directory.EnumerateFiles(reports, "tests-*.xml").Select(Path.GetFileName).Order().ShouldBe(["tests-1.xml", "tests-2.xml"]);
            File.ReadAllText($"{reports}/tests-1.xml").ShouldContain("moody-slow");
            File.ReadAllText($"{reports}/tests-2.xml").ShouldSatisfyAllConditions(
                results => results.ShouldContain("moody-flaky"),
                results => results.ShouldNotContain("moody-slow"));
        }
        finally
        {
            Directory.Delete(reports, recursive: true);
            Directory.Delete(context, recursive: true);
            Docker.Read("rmi", image);
        }
    }

    [Fact]
    public void No_test_at_all_is_a_failure()
    {
        var check = Check("--tests no-such-test");

        check.ExitCode.ShouldBe(8);
        check.Errors.ShouldContain("no test ran");
    }

    [Fact]
    public void Ctrl_C_leaves_nothing()
    {
        using var _ = Ask("slow", "600");
        using var check = Checkout.Start($"Check {Host.LuminousOptions} --tests slow");
        Wait.Until(() => check.Errors.Contains(": moody-slow"), Checkout.Patience, "the test runs");

        check.SignalGroup("INT");

        check.Wait(TimeSpan.FromSeconds(60)).ExitCode.ShouldBe(130);
        Docker.Containers().ShouldBeEmpty();
        CephFolder.RunRecords(PrivateHost.Luminous)[^1].ShouldContain("\"interrupted\"");
    }

    private Outcome Check(string options) => Checkout.Build($"Check {Host.LuminousOptions} {options}".TrimEnd());

    private static XmlDocument JUnit(Outcome check) => JUnitSchema.FilesOf(check).Single();

    private static SampleTrouble Ask(string trouble, string text = "") => new(trouble, text, PrivateHost.Luminous);
}
