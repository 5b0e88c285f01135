using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What a build is told about how it is to be done, in a tree that is configured already.</summary>
[Collection(Order.Rebuild)]
public sealed class CompileOptionTests(PrivateHost host) : EngineTest(host)
{
    private const string Command = "Build --distro debian-12 --release quickstart";

    private const string AnyGenerator = "luminous-any-generator";

    private static readonly string BuildFolder = $"{CephFolder.Tree(PrivateHost.Sample)}/build";

    [Fact]
    public void Links_take_their_turns_by_memory()
    {
        Checkout.Build($"{Command} --memory 6G --jobs 2").ShouldSucceed();
        Pool().ShouldBe("1");

        var more = Checkout.Build($"{Command} --memory 9G --jobs 2").ShouldSucceed();

        Pool().ShouldBe("2");
        more.Errors.ShouldContain("configuring again, for CMAKE_JOB_POOLS=link=2");
        more.Errors.ShouldContain("nothing was compiled");
    }

    [Fact]
    public void Ninja_is_taken_where_the_tree_leaves_the_choice_and_can_be_built_by_it()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        File.Exists($"{CephFolder.Tree(PrivateHost.Luminous)}/build/Makefile").ShouldBeTrue();
        Host.Server.Commit("luminous", "src/compressor/zstd/CMakeLists.txt", text => text.Replace("$(MAKE) libzstd_static", "${CMAKE_COMMAND} --build ."), newBranch: AnyGenerator);

        BuildAnyGenerator("").ShouldSucceed();

        File.Exists($"{CephFolder.Tree($"debian-12-{AnyGenerator}")}/build/build.ninja").ShouldBeTrue();
    }

    [Fact]
    public void A_branch_that_make_alone_can_build_does_not_meet_a_folder_of_Ninja()
    {
        BuildAnyGenerator(" --branch luminous").ShouldSucceed().Errors.ShouldContain("configured for Ninja, and this tree can be built by make alone");
        BuildAnyGenerator($" --branch {AnyGenerator}").ShouldSucceed().Errors.ShouldNotContain("bad $-escape");
    }

    [Fact]
    public void Another_linker_links_again_and_compiles_nothing()
    {
        var gold = Checkout.Build($"{Command} --linker gold").ShouldSucceed();
        gold.Errors.ShouldContain("Linking CXX executable bin/ceph");
        gold.Errors.ShouldContain("nothing was compiled");
        NameOfLinker().ShouldContain(".note.gnu.gold-version");

        // Without a word about it, it stays.
        Checkout.Build(Command).ShouldSucceed().Errors.ShouldNotContain("Linking");
        Checkout.Build($"{Command} --linker bfd").ShouldSucceed();
        NameOfLinker().ShouldNotContain("gold");
    }

    [Fact]
    public void A_linker_that_the_image_lacks_is_said_before_anything_is_compiled()
    {
        var build = Checkout.Build($"{Command} --linker lld");

        build.ExitCode.ShouldBe(1);
        build.Errors.ShouldContain("the compiler of this image cannot link with lld");
        Checkout.Build(Command).ShouldSucceed().Errors.ShouldContain("nothing was compiled");
    }

    [Fact]
    public void Less_than_everything_is_compiled()
    {
        File.Delete($"{BuildFolder}/bin/crushtool");
        File.Delete($"{BuildFolder}/bin/monmaptool");

        Checkout.Build($"{Command} --build-target crushtool").ShouldSucceed();

        File.Exists($"{BuildFolder}/bin/crushtool").ShouldBeTrue();
        File.Exists($"{BuildFolder}/bin/monmaptool").ShouldBeFalse();
        Checkout.Build(Command).ShouldSucceed();
        File.Exists($"{BuildFolder}/bin/monmaptool").ShouldBeTrue();
    }

    // As little as tells whether it can be built: the cache knows none of it.
    private Outcome BuildAnyGenerator(string options) =>
        Checkout.Build($"Build --distro debian-12 --release {AnyGenerator} --repository {Host.Server.Url} --build-target ceph-conf{options}");

    private static string Pool() => File.ReadLines($"{BuildFolder}/CMakeFiles/rules.ninja")
        .SkipWhile(line => line != "pool link").Skip(1).First().Replace("depth =", "").Trim();

    private static string NameOfLinker() =>
        Docker.RunIn("git:debian-12-quickstart", "readelf", "--section-headers", "--wide", $"{BuildFolder}/bin/ceph").ShouldSucceed().Output;
}
