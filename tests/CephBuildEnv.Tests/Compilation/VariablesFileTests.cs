using CephBuildEnv.Compilation;

namespace CephBuildEnv.Tests.Compilation;

/// <summary><c>--env-file</c>.</summary>
public sealed class VariablesFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void It_is_read_as_docker_reads_it() =>
        Read("# a comment\n\nA=1\nB=two words = 3\nC=\nPATH\nNOT_SET_ANYWHERE\n").ShouldBe(
            new Dictionary<string, string> { ["A"] = "1", ["B"] = "two words = 3", ["C"] = "", ["PATH"] = Environment.GetEnvironmentVariable("PATH")! }, ignoreOrder: true);

    [Theory]
    [InlineData("A=1\nno name\n", "line 2 of", "is no variable")]
    [InlineData("A=\0x\n", "line 1 of", "has a NUL in it")]
    [InlineData("CEPH_UID=0\n", "line 1 of", "this project's")]
    [InlineData("CCACHE_DIR=/tmp\n", "line 1 of", "this project's")]
    public void A_line_that_is_none_is_named(string text, string where, string why)
    {
        var message = Should.Throw<UserException>(() => Read(text)).Message;

        message.ShouldContain(where);
        message.ShouldContain(why);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() => Should.Throw<UserException>(() => VariablesFile.Read(_temp.At("none"))).Message.ShouldEndWith("none' does not exist; name a file with NAME=VALUE lines");

    private IReadOnlyDictionary<string, string> Read(string text)
    {
        _temp.Write("variables", text);
        return VariablesFile.Read(_temp.At("variables"));
    }
}
