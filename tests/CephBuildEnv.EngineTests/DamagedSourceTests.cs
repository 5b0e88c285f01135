using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What a crash does to git's files: the next ordinary Build mends the object store, and a person's work is there as before.</summary>
[Collection(Order.Corruption)]
public sealed class DamagedSourceTests : EngineTest
{
    private const string Tree = "/ceph/src/debian-12-luminous";

    public DamagedSourceTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    // In the mirror of the repository.
    [Theory]
    [InlineData("for f in objects/pack/*.pack; do truncate -s 5000 $f; done", "was damaged")]
    [InlineData("rm -f objects/pack/*.pack", "was damaged")]
    [InlineData(": >HEAD", "was damaged")]
    [InlineData(": >refs/heads/luminous", "was damaged")]
    [InlineData("rm -rf modules", "was gone")]
    [InlineData("rm -rf \"$PWD\"", "was gone")]
    public void The_next_build_succeeds_and_nothing_is_lost(string fault, string said)
    {
        Shell($"cd {Tree} && git checkout -q -B mine && echo mine >mine.txt && git add mine.txt && git -c user.name=me -c user.email=me@localhost commit -q -m mine && echo '# mine' >>install-deps.sh");
        try
        {
            var before = Shell($"cd {Tree} && git rev-parse HEAD && git status --porcelain && git log --oneline | wc -l");
            Shell($"cd {Mirror()} && chmod -R u+w . && {fault}");

            var build = Checkout.Build(Host.BuildLuminous).ShouldSucceed();

            build.Errors.ShouldContain(said);
            Shell($"cd {Tree} && git rev-parse HEAD && git status --porcelain && git log --oneline | wc -l").ShouldBe(before);
            Shell($"git -C {Tree} fsck --no-dangling --connectivity-only");
            Checkout.Build(Host.BuildLuminous).ShouldSucceed().ReasonToSkip("BuildPrepare").ShouldContain("up to date");
        }
        finally
        {
            Shell($"cd {Tree} && git checkout -q -- install-deps.sh && git checkout -q luminous && git branch -q -D mine; rm -rf /ceph/src/.objects/*.damaged-*");
        }
    }

    [Fact]
    public void Without_the_repository_the_error_says_what_is_damaged_and_the_next_build_with_it_succeeds()
    {
        Shell($"cd {Mirror()} && chmod -R u+w . && rm -f objects/pack/*.pack");
        Host.Server.Stop();
        try
        {
            var build = Checkout.Build(Host.BuildLuminous);

            build.ExitCode.ShouldBe(1, build.Everything);
            build.Errors.ShouldContain($"{Mirror()} is damaged (");
            build.Errors.ShouldContain("run it again when the repository answers");
            build.Errors.ShouldNotContain("   at ");
        }
        finally
        {
            Host.Server.Start();
        }

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();
    }

    private string Mirror() => $"/ceph/src/.objects/{Host.Server.Url["git://".Length..^".git".Length].Replace('/', '+').Replace(':', '+')}.git";

    private static string Shell(string script) => Checkout.Read("bash", "-Eeuo", "pipefail", "-c", script);
}
