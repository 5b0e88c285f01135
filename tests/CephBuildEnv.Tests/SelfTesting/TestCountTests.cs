using System.Xml.Linq;
using CephBuildEnv.SelfTesting;

namespace CephBuildEnv.Tests.SelfTesting;

public sealed class TestCountTests
{
    [Fact]
    public void Assemblies_are_added_and_errors_count_as_failures() => TestCount.Parse(XDocument.Parse("""
        <assemblies>
          <assembly passed="10" failed="1" skipped="2" errors="0" />
          <assembly passed="5" failed="0" skipped="0" errors="1" />
        </assemblies>
        """)).ShouldBe(new TestCount(15, 2, 2));

    [Theory]
    [InlineData(12, 0, 0, "12 passed, 0 failed")]
    [InlineData(12, 1, 3, "12 passed, 1 failed, 3 skipped")]
    public void Skipped_ones_are_said_only_when_there_are_any(int passed, int failed, int skipped, string text) =>
        new TestCount(passed, failed, skipped).ToString().ShouldBe(text);

    [Fact]
    public void The_last_line_has_one_form() => new TestCount(12, 1, 3).Result.ShouldBe("12 passed, 1 failed");
}
