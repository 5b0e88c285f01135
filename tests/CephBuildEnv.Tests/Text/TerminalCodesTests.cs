using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Text;

public sealed class TerminalCodesTests
{
    [Theory]
    [InlineData("\u001b[1;31m")]
    [InlineData("\u001b[K")]
    [InlineData("\u001b[?25l")]
    [InlineData("\u001b[2 q")]
    [InlineData("\u009b31m")]
    [InlineData("\u001b]0;title\u0007")]
    [InlineData("\u001b]8;;http://x\u001b\\")]
    [InlineData("\u009d0;title\u009c")]
    [InlineData("\u001bP+q544e\u001b\\")]
    [InlineData("\u0090$q\u009c")]
    [InlineData("\u001bXstring\u001b\\")]
    [InlineData("\u0098string\u009c")]
    [InlineData("\u001b^private\u001b\\")]
    [InlineData("\u009eprivate\u0007")]
    [InlineData("\u001b_application\u0007")]
    [InlineData("\u009fapplication\u001b\\")]
    [InlineData("\u001bc")]
    [InlineData("\u001b7")]
    [InlineData("\u001bM")]
    [InlineData("\u001b(B")]
    [InlineData("\u001b#8")]
    [InlineData("\u001b %G")]
    [InlineData("\u0085")]
    [InlineData("\u008d")]
    [InlineData("\b\b\b")]
    [InlineData("\0\a\v\f\u000e\u000f\u007f")]
    [InlineData("\u001b")]
    [InlineData("\u001b\u001b[m")]
    public void What_a_terminal_obeys_is_removed(string code) => TerminalCodes.Remove($"a{code}é").ShouldBe("aé");

    [Theory]
    [InlineData("\u001bPerror: no")]
    [InlineData("\u009d error: no")]
    [InlineData("\u001b[\u001b]error: no")]
    public void A_sequence_without_an_end_takes_nothing_with_it(string text) => TerminalCodes.Remove(text).Trim().ShouldBe("error: no");

    [Theory]
    [InlineData("a\tb")]
    [InlineData("50%\r100%")]
    [InlineData("[1/2] ‘é’ 漢 \ud83d\ude00")]
    public void What_is_shown_stays(string text) => TerminalCodes.Remove($"{text}\u001b[m").ShouldBe(text);
}
