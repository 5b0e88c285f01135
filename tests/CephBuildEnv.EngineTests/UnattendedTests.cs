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
}
