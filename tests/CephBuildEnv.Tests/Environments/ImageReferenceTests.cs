using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Environments;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    // As https://github.com/distribution/reference normalises them.
    [Theory]
    [InlineData("debian", "docker.io/library/debian:latest")]
    [InlineData("opensuse/leap:15.6", "docker.io/opensuse/leap:15.6")]
    [InlineData("localhost/my-base", "localhost/my-base:latest")]
    [InlineData("127.0.0.1:5000/debian:12", "127.0.0.1:5000/debian:12")]
    [InlineData("registry.fedoraproject.org/fedora:44", "registry.fedoraproject.org/fedora:44")]
    [InlineData("quay.io/centos/centos@" + Digest, "quay.io/centos/centos@" + Digest)]
    [InlineData("debian:bookworm@" + Digest, "docker.io/library/debian:bookworm@" + Digest)]
    public void Short_names_are_Dockers(string text, string whole) => ImageReference.Parse(text, "--base-image").ToString().ShouldBe(whole);

    [Theory]
    [InlineData("")]
    [InlineData("-rf")]
    [InlineData("Debian")]
    [InlineData("debian:")]
    [InlineData("debian:a b")]
    [InlineData("debian\n")]
    [InlineData("../../etc")]
    [InlineData("a//b")]
    [InlineData("https://docker.io/debian")]
    [InlineData("user@host/debian")]
    [InlineData("debian@sha256:0123")]
    [InlineData("$(id)")]
    public void What_no_engine_would_take_is_refused(string text) =>
        Should.Throw<UserException>(() => ImageReference.Parse(text, "--base-image")).Message.ShouldStartWith("--base-image: ");

    [Fact]
    public void The_digest_is_that_of_the_same_name()
    {
        var reference = ImageReference.Parse("debian:bookworm", "");

        reference.Pinned([$"other@sha256:{new string('f', 64)}", $"debian@{Digest}"]).ToString().ShouldBe($"docker.io/library/debian:bookworm@{Digest}");
        reference.Pinned([$"other@{Digest}", "<none>@<none>"]).ShouldBe(reference);
        reference.Pinned([$"debian@{Digest}"]).Unpinned.ShouldBe(reference);
    }
}
