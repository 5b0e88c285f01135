using CephBuildEnv.Processes;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

public sealed class RefNameTests
{
    [Theory]
    [InlineData("main")]
    [InlineData("wip/my-fix+2")]
    [InlineData("v18.2.7")]
    [InlineData("0123456789abcdef0123456789abcdef01234567")]
    [InlineData("_private")]
    public void What_git_allows_and_people_use_is_accepted(string text) => RefName.Parse(text, "--branch").ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    [InlineData("a b")]
    [InlineData("; rm -rf /")]
    [InlineData("-q")]
    [InlineData("--upload-pack=touch")]
    [InlineData("/main")]
    [InlineData("main/")]
    [InlineData("a//b")]
    [InlineData("a..b")]
    [InlineData("a.lock")]
    [InlineData("main.")]
    [InlineData("HEAD~1")]
    [InlineData("main:file")]
    [InlineData("@{u}")]
    [InlineData("ma\nin")]
    [InlineData("mäin")]
    public void What_git_or_a_shell_would_take_for_something_else_is_refused(string text) =>
        Should.Throw<UserException>(() => RefName.Parse(text, "--branch")).Message.ShouldStartWith("--branch: ");

    [Fact]
    public void A_very_long_ref_is_refused() => Should.Throw<UserException>(() => RefName.Parse(new string('a', 201), "--branch"));

    [Theory(Timeout = 30_000)]
    [InlineData("wip/.hidden")]
    [InlineData("wip.lock/fix")]
    public async Task What_git_itself_refuses_is_refused(string text)
    {
        (await CommandRunner.CaptureAsync(new Command("git", "check-ref-format", "--branch", text), TestHost.Token)).Succeeded.ShouldBeFalse();

        Should.Throw<UserException>(() => RefName.Parse(text, "--branch"));
    }
}
