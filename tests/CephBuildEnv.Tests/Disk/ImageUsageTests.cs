using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Disk;

/// <summary>What images take although they share layers.</summary>
public sealed class ImageUsageTests
{
    private static readonly LayeredImage
        Upstream = Image("upstream", "100"),
        Base = Image("base", "100 50"),
        Reef = Image("reef", "100 50 7"),
        Main = Image("main", "100 50 9"),
        Other = Image("other", "1000");

    [Fact]
    public void Each_layer_counts_for_the_first_that_has_it() =>
        Freed([Upstream, Base, Reef, Main, Other], Main, Reef, Base).ShouldBe("base 50, main 9, reef 7");

    [Fact]
    public void What_others_use_too_is_not_freed() => Freed([Upstream, Base, Reef, Main], Base).ShouldBe("base 0");

    [Fact]
    public void And_is_taken_all_the_same() => new ImageUsage([Upstream, Base, Reef, Main]).Taken([Base, Reef]).Values.ShouldBe([150, 7]);

    [Fact]
    public void All_that_use_it_free_it() => Freed([Upstream, Base, Reef, Main], Base, Reef, Main).ShouldBe("base 50, main 9, reef 7");

    [Fact]
    public void An_image_with_two_ids_counts_once() =>
        Freed([Reef, Image("again", "100 50 7")], Reef, Image("again", "100 50 7")).ShouldBe("again 0, reef 157");

    [Fact]
    public void Where_no_image_ends_the_sizes_of_the_layers_tell_what_is_shared() => Freed([Reef, Main], Main).ShouldBe("main 9");

    // Their common part could be all of the smaller one.
    [Fact]
    public void Where_the_size_of_a_shared_part_is_not_known_little_is_claimed() => Freed([Reef with { Sizes = [] }, Main with { Sizes = [] }], Main with { Sizes = [] }).ShouldBe("main 2");

    // As podman counts: a little of each image is in no layer.
    [Fact]
    public void What_no_layer_accounts_for_is_not_claimed() =>
        Freed([Larger(Reef), Larger(Main)], Larger(Main)).ShouldBe("main 9");

    // Which of the layers is empty is not known: it could be the one below.
    [Fact]
    public void An_empty_layer_makes_it_claim_less() => Freed([Image("a", "100 0 7"), Image("b", "100 0 9")], Image("b", "100 0 9")).ShouldBe("b 2");

    [Fact]
    public void What_has_lost_its_name_counts_after_what_has_one() => Freed([Upstream, Image("", "100 50"), Reef], Image("", "100 50"), Reef).ShouldBe(" 0, reef 57");

    [Fact]
    public void Never_is_more_claimed_than_is_freed() => Prop.ForAll(
        Gen.Choose(0, 3).ListOf(4).Select(list => list.ToList()).ListOf(6).ToArbitrary(),
        Gen.Choose(0, 1).ListOf(6).Select(list => list.ToList()).ToArbitrary(),
        (chains, chosen) =>
        {
            // A layer's content and size follow from all that is below it.
            var images = chains.Select((chain, number) => Image($"{number}", string.Join(' ', chain.Take(1 + (number % 4))))).ToList();
            var removed = images.Where((_, number) => chosen[number] == 1).ToList();
            var left = images.Except(removed).SelectMany(image => image.Layers).ToHashSet();
            var freed = removed.SelectMany(image => image.Layers).Distinct().Where(layer => !left.Contains(layer)).Sum(Size);

            return new ImageUsage(images).Freed(removed).Values.Sum() <= freed;
        }).QuickCheckThrowOnFailure();

    private static LayeredImage Larger(LayeredImage image) => image with { Image = image.Image with { Size = image.Image.Size + 3 } };

    private static string Freed(LayeredImage[] all, params LayeredImage[] images) =>
        string.Join(", ", new ImageUsage(all).Freed(images).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    private static LayeredImage Image(string name, string layers)
    {
        var sizes = layers.Split(' ');
        var ids = sizes.Select((_, index) => string.Join(' ', sizes.Take(index + 1))).ToList();
        return new(new(name, name.Length == 0 ? [] : [$"ceph-build-env/{name}:x"], new Dictionary<string, string>(), ids.Sum(Size)), ids, [.. ids.Select(Size).Where(size => size > 0)]);
    }

    private static long Size(string layer) => long.Parse(layer.Split(' ')[^1]);
}
