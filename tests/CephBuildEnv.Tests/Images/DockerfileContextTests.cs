using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

public sealed class DockerfileContextTests : IDisposable
{
    private readonly TempFolder _images = new();

    public void Dispose() => _images.Dispose();

    [Fact]
    public void The_context_is_exactly_the_Dockerfile_and_what_it_copies()
    {
        _images.Write("base/setup.sh", "setup", executable: true);
        _images.Write("base/other.sh", "not copied");
        _images.Write("base/tree/deep/er/file", "deep");
        _images.Write("git/Dockerfile", """
            FROM scratch
            COPY --chmod=0755 base/setup.sh base/tree/ /usr/local/lib/
            COPY --from=builder /etc/passwd /etc/
            # COPY base/other.sh /
            """);

        Collect("git/Dockerfile").Select(file => (file.Path, file.Executable)).ShouldBe(
            [("Dockerfile", false), ("base/setup.sh", true), ("base/tree/deep/er/file", false)]);
    }

    [Fact]
    public void What_is_copied_twice_is_there_once()
    {
        _images.Write("a", "");
        _images.Write("Dockerfile", "FROM scratch\nCOPY a /1\nCOPY a /2\n");

        Collect("Dockerfile").Select(file => file.Path).ShouldBe(["Dockerfile", "a"]);
    }

    [Fact]
    public void Generated_files_are_taken_from_memory()
    {
        _images.Write("Dockerfile", "FROM scratch\nCOPY --chmod=0755 dependencies/ /usr/local/src/ceph/\n");
        ContextFile generated = new("dependencies/install-deps.sh", "x"u8.ToArray(), Executable: true);

        Collect("Dockerfile", generated).Skip(1).ShouldBe([generated]);
    }

    [Fact]
    public void A_COPY_of_what_does_not_exist_is_an_error_that_names_both()
    {
        _images.Write("git/Dockerfile", "FROM scratch\nCOPY base/gone.sh /\n");

        Should.Throw<UserException>(() => Collect("git/Dockerfile")).Message.ShouldBe("images/git/Dockerfile copies base/gone.sh, which does not exist");
    }

    [Theory]
    [InlineData("COPY a b /", new[] { "a", "b" })]
    [InlineData("copy a /", new[] { "a" })]
    [InlineData("COPY\t--chmod=0755  a/   /", new[] { "a" })]
    [InlineData("COPY --from=other a /", new string[0])]
    [InlineData("RUN COPY a /", new string[0])]
    public void The_sources_of_a_COPY_are_all_but_its_last_word(string line, string[] sources) =>
        DockerfileContext.CopySources(line).ShouldBe(sources);

    private ImmutableArray<ContextFile> Collect(string dockerfile, params ContextFile[] generated) =>
        DockerfileContext.Collect(_images.Path, dockerfile, generated);
}
