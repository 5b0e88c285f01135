using CephBuildEnv.Testing;
using TestResult = CephBuildEnv.Testing.TestResult;

namespace CephBuildEnv.Tests.Testing;

/// <summary>On what ctest writes, kept in TestData/CTest.</summary>
public sealed class CTestResultsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("ok", TestOutcome.Passed, "")]
    [InlineData("flaky", TestOutcome.Passed, "")]
    [InlineData("bad", TestOutcome.Failed, "exit code 3")]
    [InlineData("segv", TestOutcome.Failed, "SEGFAULT")]
    [InlineData("slow", TestOutcome.Failed, "Timeout")]
    [InlineData("missing", TestOutcome.Failed, "Unable to find executable")]
    [InlineData("skip", TestOutcome.Skipped, "SKIP_RETURN_CODE=77")]
    [InlineData("dis", TestOutcome.Skipped, "Disabled")]
    public void Each_test_has_its_outcome_and_reason(string name, TestOutcome outcome, string reason)
    {
        var result = Read(Data).Single(result => result.Name == name);

        (result.Outcome, result.Reason).ShouldBe((outcome, reason));
    }

    [Fact]
    public void Time_and_output_are_those_of_the_test()
    {
        var results = Read(Data);

        results.Single(result => result.Name == "slow").Time.TotalSeconds.ShouldBe(1, tolerance: 0.1);
        results.Single(result => result.Name == "bad").Output.ShouldBe("some output <&>\n");
        TestCounts.Of(results).ToString().ShouldBe("4 of 6 tests failed, 2 skipped");
    }

    [Fact]
    public void Of_several_attempts_the_last_one_counts()
    {
        var second = Write("tests-2.xml", """<Site><Testing><Test Status="passed"><Name>bad</Name></Test></Testing></Site>""");

        var results = CTestResults.Last(CTestResults.Read([Data, second]));

        results.Count.ShouldBe(8);
        results.Single(result => result.Name == "bad").Outcome.ShouldBe(TestOutcome.Passed);
    }

    [Fact]
    public void What_is_complete_in_a_file_that_is_cut_off_counts()
    {
        var text = File.ReadAllText(Data);

        Read(Write("cut.xml", text[..text.IndexOf("SEGFAULT", StringComparison.Ordinal)])).Select(result => result.Name).ShouldContain("bad");
        Read(Write("empty.xml", "")).ShouldBeEmpty();
    }

    [Fact]
    public void No_link_is_followed()
    {
        var link = Path.Combine(_folder.Path, "link.xml");
        File.CreateSymbolicLink(link, Data);

        Read(link).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private static string Data => Checkout.At("tests", "CephBuildEnv.Tests", "TestData", "CTest", "3.25.xml");

    private static List<TestResult> Read(string path) => [.. CTestResults.Read([path])];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
