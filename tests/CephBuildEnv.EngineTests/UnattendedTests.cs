using System.Globalization;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>In CI: no terminal, nothing to read from, hardly any variable.</summary>
[Collection(Order.Unattended)]
public sealed class UnattendedTests(PrivateHost host) : EngineTest(host)
{
    [Fact]
    public void Builds_without_terminal_and_input_and_writes_plain_text()
    {
        CephFolder.ChangeNothingThatIsCompiled();
        var build = Checkout.Run("bash", "-c", "unset TERM; exec ./build.sh Build --distro debian-12 --release quickstart <&-").ShouldSucceed();

        build.StatusOf("Build").ShouldBe("Succeeded");
        build.Everything.ShouldNotContain("\e");
        build.Everything.ShouldNotContain("\r");
    }

    [Fact]
    public void However_much_a_build_says_memory_stays_small()
    {
        const int megabytes = 200;
        using var noise = CephFolder.Change(
            $"{CephFolder.Tree(PrivateHost.Sample)}/CMakeLists.txt", text => $"{text}\nadd_custom_target(noise ALL COMMAND yes {new string('x', 99)} | head -c {megabytes}000000)\n");

        // Where this process does not hold it.
        Checkout.Run("bash", "-c", "./build.sh Build --distro debian-12 --release quickstart --verbosity Verbose >/tmp/said 2>&1").ShouldSucceed();

        new FileInfo("/tmp/said").Length.ShouldBeGreaterThan(megabytes * 1_000_000L);
        var peak = Checkout.Read("sed", "-n", "s/.*peak memory of this process: //p", "/tmp/said");
        peak.ShouldEndWith("M");
        (double.Parse(peak[..^1], CultureInfo.InvariantCulture) * (1 << 20)).ShouldBeLessThan(120_000_000, peak);
    }
}
