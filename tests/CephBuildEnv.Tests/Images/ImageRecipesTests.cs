using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Images;

/// <summary>The recipes of the images that this repository really has.</summary>
public sealed class ImageRecipesTests
{
    private static readonly ImageRecipes Recipes = new(new HostLayout(Checkout.Root));
    private static readonly ImageState Parent = new("sha256:1", ["x:y"], new Dictionary<string, string>(), 1);
    private static readonly DependencyFile[] Files = [new("install-deps.sh", "true"u8.ToArray(), Executable: true), new("debian/control", "Source: ceph"u8.ToArray(), Executable: false)];

    [Fact]
    public void The_base_image_has_what_setup_needs_and_nothing_of_another_family() =>
        Paths(Recipes.Base(TestHost.Debian, "sha256:0", upstream: null, new Dictionary<string, string>())).ShouldBe(["Dockerfile", "base/setup.sh", "base/packages.sh", "base/families/apt.sh"]);

    [Fact]
    public void The_release_image_has_the_dependency_files_of_the_release() => Paths(Release()).ShouldBe(
        ["Dockerfile", "base/release/install-dependencies.sh", "dependencies/install-deps.sh", "dependencies/debian/control", "base/release/install-beside.sh"]);

    [Fact]
    public void The_release_image_names_its_environment_dependencies_and_commit() => Release().Labels.ShouldSatisfyAllConditions(
        labels => labels[Labels.Distro].ShouldBe("debian-12"),
        labels => labels[Labels.Release].ShouldBe("reef"),
        labels => labels[Labels.Source].ShouldBe("0123456789ab"),
        labels => labels[Labels.Dependencies].ShouldBe(DependencyFiles.Hash(Files)));

    [Fact]
    public void Another_commit_with_the_same_dependency_files_rebuilds_nothing() => Release("fedcba9876543210").Inputs.ShouldBe(Release().Inputs);

    [Fact]
    public void Extra_packages_and_missing_dependencies_make_another_image_and_other_options_do_not()
    {
        Release(options: new() { ExtraPackages = ["lld", "jq"] }).Differences(Built(Release())).ShouldBe(["argument EXTRA_PACKAGES is new"]);
        Release(options: new() { AllowMissingDependencies = true }).Differences(Built(Release())).ShouldBe(["argument ALLOW_MISSING is new"]);
        Release(options: new() { SystemBoost = true }).Differences(Built(Release())).ShouldBe(["argument SYSTEM_BOOST is new"]);
        Release(options: new() { Minimal = true, CMakeArguments = ["-DX=1"] }).Inputs.ShouldBe(Release().Inputs);

        static ImageState Built(ImageRecipe recipe) => new("sha256:2", [recipe.Tag], recipe.ToBuild(rebuild: null).Labels, 1);
    }

    [Fact]
    public void The_run_image_starts_from_the_git_image() =>
        Recipes.Run(TestHost.Environment(), Parent).Arguments["PARENT"].ShouldBe("ceph-build-env/git:debian-12-reef");

    [Fact]
    public void The_git_image_starts_from_the_release_image() =>
        Recipes.Git(TestHost.Environment(), Parent, Files, "0123456789ab", new()).Arguments["PARENT"].ShouldBe("ceph-build-env/base:debian-12-reef");

    [Fact]
    public void No_script_of_the_host_is_part_of_an_image() =>
        Paths(Recipes.Git(TestHost.Environment(), Parent, Files, "0123456789ab", new())).ShouldAllBe(path => !path.StartsWith("bin/"));

    // The container that leaves it has run a branch's programs.
    [Fact]
    public void Of_what_a_container_has_left_for_the_runtime_image_no_link_is_followed()
    {
        using var temp = new TempFolder();
        temp.Write("left/installed.tar", "tar");
        temp.Write("left/packages/needed", "zlib1g");
        temp.Write("secret/key", "secret");
        File.CreateSymbolicLink(temp.At("left/packages/declared"), temp.At("secret/key"));
        File.CreateSymbolicLink(temp.At("left/packages/repositories"), temp.At("secret"));

        Paths(Runtime(temp.At("left"))).ShouldBe(["Dockerfile", "runtime/install-packages.sh", "base/packages.sh", "family.sh", "packages/needed", "installed.tar"]);

        File.Delete(temp.At("left/installed.tar"));
        File.CreateSymbolicLink(temp.At("left/installed.tar"), temp.At("secret/key"));
        Should.Throw<UserException>(() => Runtime(temp.At("left"))).Message.ShouldContain("installed.tar is missing");
    }

    private static ImageRecipe Runtime(string collected) =>
        Recipes.Runtime(TestHost.Environment(), "ceph-build-env/ceph:debian-12-reef-0123456789ab", Parent, "0123456789abcdef", collected);

    private static ImageRecipe Release(string commit = "0123456789ab", BuildOptions? options = null) =>
        Recipes.Release(TestHost.Environment(), Parent, Files, commit, options ?? new());

    private static IEnumerable<string> Paths(ImageRecipe recipe) => recipe.Context.Select(file => file.Path);
}
