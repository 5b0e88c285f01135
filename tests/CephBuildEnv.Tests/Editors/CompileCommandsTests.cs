using System.Text;
using System.Text.Json;
using CephBuildEnv.Editors;

namespace CephBuildEnv.Tests.Editors;

public sealed class CompileCommandsTests
{
    private const string Headers = "/ceph/headers/debian-12-reef/0123456789ab";

    private const string Tree = "/ceph/src/debian-12-reef";

    [Fact]
    public void Headers_of_the_system_are_those_of_the_image_and_sources_are_where_they_are()
    {
        var words = ForHost($"ccache /usr/bin/c++ -DX=\\\"y\\\" -I{Tree}/src -I/usr/include/nss -isystem /usr/lib/../include/boost -isystem {Tree}/boost -I include -o a.o -c {Tree}/src/a.cc", "a.cc");

        words.ShouldBe(
        [
            "/usr/bin/c++", $"--sysroot={Headers}", "-DX=\"y\"", $"-I{Tree}/src", $"-I{Headers}/usr/include/nss", "-isystem", $"{Headers}/usr/include/boost",
            "-isystem", $"{Tree}/boost", "-I", "include", "-o", "a.o", "-c", $"{Tree}/src/a.cc",
            "-nostdinc++", "-isystem", $"{Headers}/usr/include/c++/12", "-isystem", $"{Headers}/usr/include/x86_64-linux-gnu/c++/12",
        ]);
    }

    [Fact]
    public void C_has_no_library_of_its_own() =>
        ForHost("/usr/bin/cc -c a.c", "a.c").ShouldBe(["/usr/bin/cc", $"--sysroot={Headers}", "-c", "a.c"]);

    [Fact]
    public void Of_cmakes_other_form_the_words_are_taken_as_they_are()
    {
        var words = Rewrite("""[{"directory": "/ceph/src/x/build", "file": "a b.cc", "arguments": ["c++", "-DA=b c", "-c", "a b.cc"], "output": "a.o"}]""");

        words.Take(5).ShouldBe(["c++", $"--sysroot={Headers}", "-DA=b c", "-c", "a b.cc"]);
    }

    private static List<string> ForHost(string command, string file) =>
        Rewrite(JsonSerializer.Serialize(new[] { new { directory = $"{Tree}/build", command, file } }));

    private static List<string> Rewrite(string database)
    {
        var commands = new CompileCommands(Headers, "/ceph", ["/usr/include/c++/12", "/usr/include/x86_64-linux-gnu/c++/12"]);
        using var result = JsonDocument.Parse(commands.ForHost(Encoding.UTF8.GetBytes(database)));
        return [.. result.RootElement[0].GetProperty("arguments").EnumerateArray().Select(word => word.GetString()!)];
    }
}
