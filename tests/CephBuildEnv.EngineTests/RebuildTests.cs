using System.Collections.Immutable;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>The same environment again and again: only what has changed is done.</summary>
[Collection(Order.Rebuild)]
public sealed class RebuildTests : EngineTest
{
    private const string Tree = "/ceph/src/debian-12-luminous";

    private readonly ImmutableSortedDictionary<string, string> _before;

    public RebuildTests(PrivateHost host) : base(host)
    {
        host.FirstLuminousBuild.ShouldSucceed();
        _before = Docker.Images();
    }

    [Fact]
    public void A_release_is_built_on_the_images_that_exist()
    {
        Host.FirstLuminousBuild.ReasonToSkip("BaseImage").ShouldContain("ceph-build-env/base:debian-12 is up to date");
        Host.FirstLuminousBuild.StatusOf("Build").ShouldBe("Succeeded");
        Docker.Images().Keys.ShouldContain("git:debian-12-luminous");
        Docker.RunIn("git:debian-12-luminous", $"{Tree}/build/bin/ceph", "--version").ShouldSucceed()
            .Output.ShouldContain("luminous (stable)");
        CephFolder.RunRecords(PrivateHost.Luminous).ShouldHaveSingleItem().ShouldContain("\"outcome\": \"succeeded\"", Case.Insensitive);
    }

    [Fact]
    public void The_same_again_does_nothing_and_says_why()
    {
        var again = Build();

        again.CompiledFiles.ShouldBe(0);
        again.Errors.ShouldContain("nothing was compiled");
        again.ReasonToSkip("Prepare").ShouldContain("/ceph is complete");
        again.ReasonToSkip("BaseImage").ShouldContain("ceph-build-env/base:debian-12 is up to date");
        again.ReasonToSkip("ReleaseImage").ShouldContain("ceph-build-env/base:debian-12-luminous is up to date");
        again.ReasonToSkip("BuildPrepare").ShouldContain($"{Tree} (luminous), its cache and its image are up to date");
        Docker.Images().ShouldBe(_before);
    }

    [Fact]
    public void One_changed_source_file_is_the_one_that_is_compiled()
    {
        using var change = CephFolder.Change($"{Tree}/src/common/args.cc", text => text + "\nnamespace { [[maybe_unused]] const int changed_by_a_test = 1; }\n");

        var build = Build();

        build.CompiledFiles.ShouldBe(1);
        build.Errors.ShouldContain("; 1 compilation, 0 of them answered by the cache");
    }

    [Fact]
    public void A_changed_dependency_is_installed_once()
    {
        Build();
        using (CephFolder.Change($"{Tree}/debian/control", text => text.Replace("Build-Depends: ", "Build-Depends: ed,\n ")))
        {
            var plan = Checkout.Build($"{Host.BuildLuminous} --plan").ShouldSucceed();
            plan.Output.ShouldContain("dependencies/debian/control changed");
            Build().StatusOf("BuildPrepare").ShouldBe("Succeeded");
            var after = Docker.Images();
            after["git:debian-12-luminous"].ShouldNotBe(_before["git:debian-12-luminous"]);
            after["base:debian-12-luminous"].ShouldBe(_before["base:debian-12-luminous"]);
            Docker.RunIn("git:debian-12-luminous", "ed", "--version").ExitCode.ShouldBe(0);

            var third = Build();

            third.ReasonToSkip("BuildPrepare").ShouldContain("up to date");
            third.CompiledFiles.ShouldBe(0);
            Docker.Images().ShouldBe(after);
        }

        Build().StatusOf("BuildPrepare").ShouldBe("Succeeded");
        Docker.RunIn("git:debian-12-luminous", "which", "ed").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void News_that_leave_the_dependencies_alone_rebuild_no_image()
    {
        var commit = Checkout.Read("git", "-C", Tree, "rev-parse", "HEAD");
        Host.Server.Commit("luminous", "src/common/args.cc", text => text + "// news\n");

        var build = Checkout.Build($"{Host.BuildLuminous} --fetch").ShouldSucceed();

        build.Errors.ShouldContain("luminous lacks 1 new commits; the tree stays as it is");
        Docker.Images().ShouldBe(_before);
        Checkout.Read("git", "-C", Tree, "rev-parse", "HEAD").ShouldBe(commit);
    }

    [Fact]
    public void Nothing_missing_needs_no_repository()
    {
        Host.Server.Stop();
        try
        {
            Build().StatusOf("Build").ShouldBe("Succeeded");
        }
        finally
        {
            Host.Server.Start();
        }
    }

    [Fact]
    public void Images_can_be_taken_as_they_are()
    {
        using var change = CephFolder.Change($"{Checkout.Folder}/images/base/setup.sh", text => text + "# changed by a test\n");
        Checkout.Build($"{Host.BuildLuminous} --plan").ShouldSucceed().Output.ShouldContain("base/setup.sh changed");

        var build = Checkout.Build($"{Host.BuildLuminous} --skip BaseImage ReleaseImage").ShouldSucceed();

        build.StatusOf("BaseImage").ShouldBe("Skipped");
        build.StatusOf("ReleaseImage").ShouldBe("Skipped");
        build.StatusOf("Build").ShouldBe("Succeeded");
        Docker.Images().ShouldBe(_before);
    }

    private Outcome Build() => Checkout.Build(Host.BuildLuminous).ShouldSucceed();
}
