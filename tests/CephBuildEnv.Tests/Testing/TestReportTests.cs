using CephBuildEnv.Testing;

namespace CephBuildEnv.Tests.Testing;

public sealed class TestReportTests
{
    [Fact]
    public void Each_failure_has_its_reason_and_the_end_of_its_output()
    {
        var output = string.Concat(Enumerable.Range(1, 30).Select(number => $"line {number}\n\n"));

        var lines = TestReport.Failures(
        [
            new("unittest_ok", TestOutcome.Passed, "", TimeSpan.Zero, "not shown"),
            new("unittest_segv", TestOutcome.Failed, "SEGFAULT", TimeSpan.FromSeconds(0.25), output),
            new("a", TestOutcome.Failed, "exit code 1", TimeSpan.FromSeconds(61), "\u001b]0;title\u0007red"),
        ]).ToList();

        lines[0].ShouldBe("unittest_segv  SEGFAULT, 0.3 s");
        lines[1..11].ShouldBe(Enumerable.Range(21, 10).Select(number => $"    line {number}"));
        lines[11].ShouldBe("a              exit code 1, 61.0 s");
        lines[12].ShouldNotContain("\u001b");
    }
}
