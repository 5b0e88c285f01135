using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Processes;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("c++ -c  a.cc\n", "c++", "-c", "a.cc")]
    [InlineData("""-DNAME=\"x\" "-DA=b c" '-DC="d"' """, "-DNAME=\"x\"", "-DA=b c", "-DC=\"d\"")]
    [InlineData("""a\ b "\d\"\\" 'e\' x""", "a b", "\\d\"\\", "e\\", "x")]
    [InlineData("""one"two"'three' '' "" end\""", "onetwothree", "", "", "end\\")]
    [InlineData("  ")]
    public void Blanks_quotes_and_backslashes_mean_what_they_mean_to_a_shell(string line, params string[] words) => ShellWords.Split(line).ShouldBe(words);

    [Theory(Timeout = 30_000)]
    [InlineData("""-DTEXT='a "b" $c' "x\$y" z\'""")]
    [InlineData("""-DVERSION=\"12.2.10-5\" -I"/with blank" -include 'a'\''b.h'""")]
    public async Task And_the_same_as_to_a_real_one(string line) =>
        ShellWords.Split(line).ShouldBe((await Shell.RunAsync("/", "sh", "-c", $"printf '%s\\n' {line}")).TrimEnd('\n').Split('\n'));
}
