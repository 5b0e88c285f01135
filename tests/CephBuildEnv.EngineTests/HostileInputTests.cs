using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Names that mean no good, from a real shell to the end: one line of error, nothing made, nothing started.</summary>
[Collection(Order.BadInput)]
public sealed class HostileInputTests(PrivateHost host) : EngineTest(host)
{
    // What a command in a value would make, in the folder that the commands run in.
    private const string Canary = "canary-of-a-hostile-name";

    private const string Build = "Build --distro debian-12 --release luminous";

    public static TheoryData<string, string> Values() => new()
    {
        { "--release", "$(touch CANARY)" },
        { "--release", "`touch CANARY`" },
        { "--release", "; touch CANARY" },
        { "--release", "../../../etc/cron.d/x" },
        { "--release", "reef\ntouch CANARY" },
        { "--release", "\u001b]0;owned\u0007\u001b[2J" },
        { "--release", "reef\u202e" },
        { "--release", "a@sha256:0123" },
        { "--release", new string('a', 5000) },
        { "--distro", "../../base" },
        { "--distro", "debian-12/../../../.." },
        { "--distro", "'; touch CANARY; '" },
        { "--branch", "--upload-pack=touch CANARY" },
        { "--branch", "@{-1}" },
        { "--branch", "refs/../../x" },
        { "--repository", "ext::sh -c touch% CANARY" },
        { "--repository", "ssh://-oProxyCommand=touch${IFS}CANARY/x" },
        { "--repository", "--upload-pack=touch CANARY" },
        { "--repository", "https://h/\u001b[31m" },
        { "--ccache-size", "50G\nhash_dir = false" },
        { "--engine", "docker,podman" },
        { "--jobs", "$(touch CANARY)" },
        { "--jobs", "1\n2\u001b[31m" },
        { "--jobs", "999999999" },
        { "--ceph-dir", "/tmp/a\nb" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void It_is_refused_before_anything_happens(string option, string value)
    {
        var text = value.Replace("CANARY", Canary);
        var before = new HostState();

        var outcome = Checkout.Build([.. Build.Split(' '), $"{option}={text}"]);

        outcome.ExitCode.ShouldBe(2, outcome.Everything);
        outcome.ShouldBeRefused();
        // But for what build.sh says when it has to compile first.
        outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => !line.StartsWith("compiling")).ShouldBe(1);
        outcome.Errors.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        outcome.Errors.Length.ShouldBeLessThan(1000);
        File.Exists(Path.Combine(Checkout.Folder, Canary)).ShouldBeFalse();
        before.ShouldBeUnchanged();
    }
}
