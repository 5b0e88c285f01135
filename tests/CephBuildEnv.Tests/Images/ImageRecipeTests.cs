using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

/// <summary>When an image is built anew, and with which reason.</summary>
public sealed class ImageRecipeTests
{
    private static readonly ImageRecipe Recipe = new(
        "ceph-build-env/base:debian-12",
        [File("Dockerfile", "FROM ${UPSTREAM}"), File("base/setup.sh", "true", executable: true), File("base/apt.sh", "apt")],
        ImmutableSortedDictionary<string, string>.Empty.Add("DISTRO", "debian-12").Add("UPSTREAM", "x:y"),
        "sha256:1234",
        ImmutableSortedDictionary<string, string>.Empty.Add(Labels.Distro, "debian-12"));

    [Fact]
    public void What_this_recipe_made_is_up_to_date() => Recipe.Differences(Made(Recipe)).ShouldBeEmpty();

    [Fact]
    public void The_same_inputs_are_up_to_date_whatever_their_order() =>
        Altered(context: [.. Recipe.Context.Reverse()]).Differences(Made(Recipe)).ShouldBeEmpty();

    [Fact]
    public void Labels_do_not_make_another_image() =>
        (Recipe with { Labels = Recipe.Labels.Add(Labels.Source, "0123") }).Differences(Made(Recipe)).ShouldBeEmpty();

    [Fact]
    public void No_image_means_build() => Recipe.Differences(image: null).ShouldBe(["ceph-build-env/base:debian-12 does not exist"]);

    [Fact]
    public void An_image_of_somebody_else_is_not_taken_for_ours() => Recipe.Differences(new ImageState("sha256:1", [Recipe.Tag], new Dictionary<string, string>(), 1))
        .ShouldBe(["ceph-build-env/base:debian-12 was not made by this project"]);

    [Fact]
    public void Another_content_is_named() => Changed(context: Recipe.Context.SetItem(2, File("base/apt.sh", "zypper"))).ShouldBe(["base/apt.sh changed"]);

    [Fact]
    public void A_file_that_became_executable_is_named() =>
        Changed(context: Recipe.Context.SetItem(2, File("base/apt.sh", "apt", executable: true))).ShouldBe(["base/apt.sh changed"]);

    [Fact]
    public void A_new_file_is_named() => Changed(context: Recipe.Context.Add(File("base/new.sh", ""))).ShouldBe(["base/new.sh is new"]);

    [Fact]
    public void A_file_that_is_gone_is_named() => Changed(context: Recipe.Context.RemoveAt(2)).ShouldBe(["base/apt.sh is gone"]);

    [Fact]
    public void A_renamed_file_is_both() =>
        Changed(context: Recipe.Context.SetItem(2, File("base/dnf.sh", "apt"))).ShouldBe(["base/dnf.sh is new", "base/apt.sh is gone"]);

    [Fact]
    public void Another_argument_is_named() => Changed(arguments: Recipe.Arguments.SetItem("DISTRO", "debian-13")).ShouldBe(["argument DISTRO changed"]);

    [Fact]
    public void A_new_argument_is_named() => Changed(arguments: Recipe.Arguments.Add("EXTRA", "")).ShouldBe(["argument EXTRA is new"]);

    [Fact]
    public void Another_parent_is_named() => Changed(parent: "sha256:5678").ShouldBe(["parent image changed"]);

    [Fact]
    public void The_label_of_the_inputs_is_a_SHA_256() => Recipe.Inputs.ShouldMatch("^[0-9a-f]{64}$");

    [Fact]
    public void Content_that_moves_between_files_is_another_image() =>
        Altered(context: [File("a", "xy"), File("b", "z")]).Inputs.ShouldNotBe(Altered(context: [File("a", "x"), File("b", "yz")]).Inputs);

    [Fact]
    public void A_rebuild_gets_an_argument_that_no_build_had_and_stays_up_to_date_afterwards()
    {
        var build = Recipe.ToBuild("2026-01-01");

        build.Arguments["REBUILD"].ShouldBe("2026-01-01");
        Recipe.Differences(new ImageState("sha256:2", [Recipe.Tag], build.Labels, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void The_parent_is_written_on_the_image() => Recipe.ToBuild(rebuild: null).Labels[Labels.Parent].ShouldBe("sha256:1234");

    private static IReadOnlyList<string> Changed(
        ImmutableArray<ContextFile>? context = null, ImmutableSortedDictionary<string, string>? arguments = null, string? parent = null)
    {
        var changed = Altered(context, arguments, parent);
        changed.Inputs.ShouldNotBe(Recipe.Inputs);
        return changed.Differences(Made(Recipe));
    }

    // Not by "with": the manifest is computed when a recipe is made.
    private static ImageRecipe Altered(
        ImmutableArray<ContextFile>? context = null, ImmutableSortedDictionary<string, string>? arguments = null, string? parent = null) =>
        new(Recipe.Tag, context ?? Recipe.Context, arguments ?? Recipe.Arguments, parent ?? Recipe.ParentId, Recipe.Labels);

    private static ImageState Made(ImageRecipe recipe) => new("sha256:9", [recipe.Tag], recipe.ToBuild(rebuild: null).Labels, 1);

    private static ContextFile File(string path, string content, bool executable = false) =>
        new(path, System.Text.Encoding.UTF8.GetBytes(content), executable);
}
