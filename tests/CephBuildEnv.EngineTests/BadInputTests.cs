using CephBuildEnv.EngineTests.Host;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What cannot work is refused before anything is made, with one line that says what to do.</summary>
[Collection(Order.BadInput)]
public sealed class BadInputTests(PrivateHost host) : EngineTest(host)
{
    // Blanks separate arguments, except in 'quotes'. REPOSITORY stands for the sample's.
    [Theory]
    [InlineData("Build --distro debian-21 --release luminous", "there is no distro 'debian-21'; did you mean 'debian-1", "available:")]
    [InlineData("Build --distro debian-12", "--release")]
    [InlineData("Build --release luminous", "--distro")]
    [InlineData("Build --distro debian-12 --release ../../etc", "'../../etc' cannot be a release", "such as reef")]
    [InlineData("Build --distro 'a b' --release luminous", "there is no distro 'a b'", "available:")]
    [InlineData("Build --distro '; rm -rf' --release luminous", "there is no distro '; rm -rf'", "available:")]
    [InlineData("Build --distro debian-12 --release '; rm -rf'", "'; rm -rf' cannot be a release", "such as reef")]
    [InlineData("Build --distro debian-12 --release luminuos --repository REPOSITORY", "has no branch, tag or commit 'luminuos'", "did you mean 'luminous'?")]
    [InlineData("Build --distro debian-12 --release nautilus --repository git://127.0.0.1:1/ceph.git", "git://127.0.0.1:1/ceph.git does not answer", "check the network and --repository")]
    [InlineData("Build --distro debian-12 --release luminous --repository nonsense", "'nonsense' is no repository", "write https://")]
    [InlineData("Build --distro debian-12 --release luminous --repository ext::sh", "'ext::sh' is no repository", "write https://")]
    [InlineData("Build --distro debian-12 --relaese luminous", "--relaese", "--release")]
    [InlineData("Biuld --distro debian-12 --release luminous", "Biuld", "Build")]
    [InlineData("Build --distro debian-12 --release luminous --jobs abc", "--jobs", "abc")]
    [InlineData("Build --distro debian-12 --release luminous --jobs 0", "--jobs", "use 1 or more")]
    [InlineData("Build --distro debian-12 --release luminous --ccache-size lots", "--ccache-size: 'lots' is not a size", "such as 50G")]
    [InlineData("Build --distro debian-12 --release luminous --engine dokcer", "'dokcer' is no engine", "did you mean 'docker'?")]
    [InlineData("Interactive --distro debian-12 --release quickstart", "needs a terminal", "./build.sh Build")]
    [InlineData("Shell --distro debian-12 --release quickstart", "needs a terminal", "./build.sh Build")]
    public void Is_refused_with_one_line_and_nothing_is_made(string arguments, params string[] said)
    {
        var before = new HostState();

        var outcome = Checkout.Build([.. Split(arguments.Replace("REPOSITORY", Host.Server.Url))]);

        outcome.ShouldBeRefused(said);
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void A_tree_of_another_repository_is_left_alone()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        var fork = Host.Server.Fork("unwanted");
        var before = new HostState();

        var outcome = Checkout.Build($"Build --distro debian-12 --release luminous --repository {fork}");

        outcome.ShouldBeRefused(
            $"{CephFolder.Tree(PrivateHost.Luminous)} is a clone of {Host.Server.Url}, not of {fork}", $"--repository {Host.Server.Url}");
        before.ShouldBeUnchanged();
    }

    private static IEnumerable<string> Split(string arguments) => arguments.Split('\'')
        .SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
