using System.Xml.Linq;
using CephBuildEnv.Testing;
using TestResult = CephBuildEnv.Testing.TestResult;

namespace CephBuildEnv.Tests.Testing;

public sealed class JUnitReportTests
{
    private static readonly TestResult[] Results =
    [
        new("unittest_a", TestOutcome.Passed, "", TimeSpan.FromSeconds(1.25), "fine"),
        new("unittest_b", TestOutcome.Failed, "exit code 3", TimeSpan.FromSeconds(2), "expected <4> & \"5\""),
        new("unittest_c", TestOutcome.Skipped, "Disabled", TimeSpan.Zero, ""),
    ];

    private readonly XElement _suite = XElement.Parse(
        JUnitReport.ToXml("debian-11-luminous", new(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(2)), Results));

    [Fact]
    public void The_suite_has_the_counts() =>
        _suite.Attributes().Select(attribute => $"{attribute}").ShouldBe(
        [
            "name=\"debian-11-luminous\"", "tests=\"3\"", "failures=\"1\"", "errors=\"0\"", "skipped=\"1\"", "time=\"3.25\"", "timestamp=\"2026-11-22T08:00:00\"",
        ]);

    [Fact]
    public void Each_test_has_what_became_of_it()
    {
        _suite.Elements("testcase").Select(test => (string?)test.Attribute("name")).ShouldBe(Results.Select(result => result.Name));
        _suite.Descendants("failure").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldBe("exit code 3");
        _suite.Descendants("skipped").ShouldHaveSingleItem().Parent!.Attribute("name")!.Value.ShouldBe("unittest_c");
        _suite.Elements("testcase").ElementAt(1).Element("system-out")!.Value.ShouldBe(Results[1].Output);
    }
}
