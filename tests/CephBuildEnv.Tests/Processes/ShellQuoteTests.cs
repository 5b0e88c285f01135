using CephBuildEnv.Processes;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Processes;

public sealed class ShellQuoteTests
{
    [Theory]
    [InlineData("plain-1.2/x:y=z,@%+", "plain-1.2/x:y=z,@%+")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("~", "'~'")]
    public void Only_what_needs_it_is_quoted(string argument, string quoted) => ShellQuote.Quote(argument).ShouldBe(quoted);

    [Fact(Timeout = 60_000)]
    public async Task A_shell_reads_back_what_was_quoted()
    {
        var samples = Gen.Elements([.. "ab'\"$`\\ *?[]{}()<>|&;!#~\té"]).ListOf().Select(characters => string.Concat(characters)).Sample(200).ToList();

        var output = await Shell.RunAsync("/", "bash", "-c", $"printf '%s\\n' {ShellQuote.Join(samples)}; echo end");

        output.Split('\n').ShouldBe([.. samples, "end"]);
    }
}
