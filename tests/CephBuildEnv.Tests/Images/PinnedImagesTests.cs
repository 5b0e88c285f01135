using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

public sealed class PinnedImagesTests : IDisposable
{
    private static readonly ImageReference
        First = ImageReference.Parse($"debian:bookworm@sha256:{new string('1', 64)}", ""),
        Second = ImageReference.Parse($"debian:bookworm@sha256:{new string('2', 64)}", "");

    private readonly TempFolder _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public void What_is_pinned_stays_pinned_when_others_are()
    {
        new PinnedImages(_checkout.Path).Of(TestHost.Debian).ShouldBeNull();

        new PinnedImages(_checkout.Path).Write([new("of-another", First), new(TestHost.Debian.Name, First)]);
        new PinnedImages(_checkout.Path).Write([new(TestHost.Debian.Name, Second)]);

        new PinnedImages(_checkout.Path).Of(TestHost.Debian).ShouldBe(Second);
        File.ReadAllText(_checkout.At(PinnedImages.FileName)).ShouldBe(
            $$"""
            {
              "{{TestHost.Debian.Name}}": "{{Second}}",
              "of-another": "{{First}}"
            }

            """);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"debian-12": "docker.io/library/debian:bookworm"}""")]
    [InlineData("""{"debian-12": null}""")]
    public void What_pins_nothing_is_refused(string content)
    {
        _checkout.Write(PinnedImages.FileName, content);

        Should.Throw<UserException>(() => new PinnedImages(_checkout.Path).Of(TestHost.Debian)).Message.ShouldContain("is not what Lock has written; mend it, or remove it");
    }
}
