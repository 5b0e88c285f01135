using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Faults;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Upstream images of a real registry: named, refreshed, and pinned.</summary>
[Collection(Order.SideBySide)]
public sealed partial class PinnedImageTests : EngineTest, IDisposable
{
    private const string Distro = SmallDistro.Name, Registry = "127.0.0.1:5077", Container = "pinned-image-tests", Image = $"{Registry}/small:one";

    private static readonly string Pins = $"{Checkout.Folder}/images.lock.json";

    private readonly SmallDistro _distro = new(upstream: Image);

    public PinnedImageTests(PrivateHost host) : base(host)
    {
        host.FirstLuminousBuild.ShouldSucceed();
        const string serve =
            """
            apt-get -qq update && apt-get -qq -y install --no-install-recommends docker-registry >/dev/null
            printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: /tmp}}\nhttp: {addr: ":5000"}\n' >/tmp/registry.yml
            exec docker-registry serve /tmp/registry.yml
            """;
        Docker.Read("run", "--detach", "--name", Container, "--publish", $"{Registry}:5000", "--entrypoint", "bash", "ceph-build-env/base:debian-12", "-c", serve);
        Wait.Until(() => Checkout.Run("curl", "-sf", $"http://{Registry}/v2/").ExitCode == 0, TimeSpan.FromMinutes(2), "the registry answers");
    }

    public void Dispose()
    {
        Checkout.Run(Docker.Client, "rm", "--force", Container);
        ForgetPulled();
        _distro.Dispose();
        File.Delete(Pins);
    }

    [Fact]
    public void A_base_image_moves_when_it_is_pulled_and_stays_when_it_is_pinned()
    {
        var first = Push("first");
        Build("").ShouldSucceed();
        ListDistros().ShouldContain($"{Distro} starts from {Image}@{first}");

        var second = Push("second");
        Build("").ReasonToSkip("BaseImage").ShouldContain("is up to date");
        Build("--pull").ShouldSucceed().StatusOf("BaseImage").ShouldBe("Succeeded");
        ListDistros().ShouldContain($"{Distro} starts from {Image}@{second}");

        Checkout.Build($"Lock --distro {Distro}").ShouldSucceed().Output.ShouldContain($"{Image}@{second}");
        var third = Push("third");
        Build("--pull").ReasonToSkip("BaseImage").ShouldContain("is up to date");

        // As on another machine, with this checkout.
        ForgetPulled();
        SmallDistro.Forget();
        Build("").ShouldSucceed();
        ListDistros().ShouldContain($"{Distro} starts from {Image}@{second}");

        Checkout.Build($"BaseImage Lock --pull --distro {Distro}").ShouldSucceed();
        File.ReadAllText(Pins).ShouldContain($"\"{Distro}\": \"{Image}@{third}\"");
        Build("--plan").ShouldSucceed().Output.ShouldContain("is up to date");
    }

    [Fact]
    public void Another_image_can_be_named_and_one_that_cannot_be_had_changes_nothing()
    {
        var digest = Push("first");
        var other = Push("other", $"{Registry}/other:two");
        Build($"--base-image {Registry}/other:two").ShouldSucceed();
        ListDistros().ShouldContain($"{Distro} starts from {Registry}/other:two@{other}");
        Build("").ReasonToSkip("BaseImage").ShouldContain("is up to date");

        var refused = Build($"--base-image {Registry}/nowhere");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain($"--base-image names {Registry}/nowhere:latest, which cannot be got: ");
        ListDistros().ShouldContain($"{Distro} starts from {Registry}/other:two@{other}");
        Build("--base-image NOWHERE").ErrorLines.ShouldHaveSingleItem().ShouldContain("--base-image: 'NOWHERE' is no image");
        Checkout.Build($"ListDistros --base-image {Image}").ErrorLines.ShouldHaveSingleItem().ShouldContain("--base-image belongs to BaseImage");

        File.WriteAllText(Pins, $$"""{ "{{Distro}}": "{{Image}}@{{digest.Replace(digest[^4..], "0000")}}" }""");
        Build("").Errors.ShouldContain($"images.lock.json names {Image}@{digest[..^4]}0000, which cannot be got: ");
        File.WriteAllText(Pins, "{");
        Build("").Errors.ShouldContain("images.lock.json is not what Lock has written");
    }

    [Fact]
    public void What_no_registry_has_given_cannot_be_pinned()
    {
        Checkout.Build("Lock --distro debian-12").Errors.ShouldContain("debian-12 starts from an image that no registry has given, so there is no digest to pin");
        Checkout.Build("Lock --distro debian-10").Errors.ShouldContain("debian-10 has no base image yet; make it: ./build.sh BaseImage --distro debian-10");
        File.Exists(Pins).ShouldBeFalse();
    }

    private static Outcome Build(string parameters) => Checkout.Build($"BaseImage --distro {Distro} {parameters}".TrimEnd());

    private static string ListDistros() => Checkout.Build("ListDistros").ShouldSucceed().Output;

    // Returns the digest that the registry gives it. The engine does not keep it.
    private static string Push(string content, string image = Image)
    {
        Checkout.Read("bash", "-c", $"cd $(mktemp -d) && echo {content} >content && tar -c content | {Docker.Client} import - {image}");
        var digest = PushedDigest().Match(Docker.Read("push", image)).Value;
        Docker.Read("rmi", image);
        return digest;
    }

    private static void ForgetPulled() => Checkout.Run(
        "bash", "-c",
        $$$"""
        {{{Docker.Client}}} images --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}' | while read -r name tag digest; do
            case $name:$tag in
            {{{Registry}}}/*:'<none>') {{{Docker.Client}}} rmi "$name@$digest" ;;
            {{{Registry}}}/*) {{{Docker.Client}}} rmi "$name:$tag" ;;
            esac
        done
        """);

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex PushedDigest();
}
