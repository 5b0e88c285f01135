using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Text;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("90m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172800)]
    public void A_number_and_a_unit(string text, int seconds) => Duration.Parse(text, "--timeout").ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("0h")]
    [InlineData("-5m")]
    [InlineData("4 h")]
    [InlineData("1e9h")]
    [InlineData("1h\n")]
    [InlineData("four hours")]
    public void Anything_else_is_refused_with_an_example(string text) => Should.Throw<UserException>(() => Duration.Parse(text, "--timeout")).Message
        .ShouldBe($"--timeout: '{text.Replace('\n', '?')}' is no time span; write a number and a unit, such as 90m or 4h");
}
