using CephBuildEnv.Failures;

namespace CephBuildEnv.Tests.Failures;

public sealed class LogLinesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    public static TheoryData<string> Texts =>
    [
        "", "\n", "a", "a\n", "a\r\nb\rc\n\nd\n\r\n", "é‘漢’\ud83d\ude00\n",
        // The end of a line falls on the end of what is read at once.
        $"{new string('x', LogLines.Longest - 1)}\r\ny", $"{new string('x', LogLines.Longest)}\ny", $"a\n{new string('é', LogLines.Longest - 1)}\n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Ordinary_lines_are_what_everybody_reads(string text)
    {
        var file = _temp.Write("log", text);

        LogLines.Read(file).ShouldBe(File.ReadLines(file));
    }

    [Fact]
    public void The_rest_of_a_long_line_is_skipped() => LogLines.Read(_temp.Write("log", $"a\n{new string('x', (3 * LogLines.Longest) + 5)}\r\nb\n"))
        .ShouldBe(["a", new string('x', LogLines.Longest), "b"]);

    [Fact]
    public void Bytes_that_are_no_text_are_replaced()
    {
        var file = _temp.At("log");
        File.WriteAllBytes(file, [(byte)'a', 0xff, 0xc3, (byte)'\n', (byte)'b', 0xe2]);

        LogLines.Read(file).ShouldBe(["a\ufffd\ufffd", "b\ufffd"]);
    }
}
