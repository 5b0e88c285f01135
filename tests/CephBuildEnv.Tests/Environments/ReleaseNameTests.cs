using System.Text.RegularExpressions;
using CephBuildEnv.Environments;
using FsCheck;
using FsCheck.Fluent;

namespace CephBuildEnv.Tests.Environments;

public sealed partial class ReleaseNameTests
{
    [Theory]
    [InlineData("reef")]
    [InlineData("v18.2.7")]
    [InlineData("wip-my_fix-2")]
    [InlineData("1c9e2a7")]
    public void Branches_tags_and_commits_are_releases(string text) => ReleaseName.Parse(text).Value.ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("; rm -rf")]
    [InlineData("$(id)")]
    [InlineData("-rf")]
    [InlineData("--help")]
    [InlineData(".hidden")]
    [InlineData("reef\n")]
    [InlineData("re\0ef")]
    [InlineData("réef")]
    [InlineData("reef\u202e")]
    [InlineData("r\u0435ef")]
    [InlineData("reef.lock")]
    [InlineData("reef.")]
    [InlineData("a:b")]
    [InlineData("a@{1}")]
    public void What_could_leave_a_path_a_tag_or_an_argument_is_refused(string text) =>
        Should.Throw<UserException>(() => ReleaseName.Parse(text)).Message.ShouldStartWith("--release: ");

    [Fact]
    public void A_release_with_a_slash_is_refused_and_points_to_branch() =>
        Should.Throw<UserException>(() => ReleaseName.Parse("wip/fix")).Message.ShouldContain("--branch");

    [Fact]
    public void Control_characters_of_a_refused_name_do_not_reach_the_terminal() =>
        Should.Throw<UserException>(() => ReleaseName.Parse("a\u001b[31mb\u0007")).Message.Where(char.IsControl).ShouldBeEmpty();

    [Fact]
    public void A_very_long_name_is_refused_with_a_short_message() =>
        Should.Throw<UserException>(() => ReleaseName.Parse(new string('a', 100_000))).Message.Length.ShouldBeLessThan(400);

    [Fact]
    public void Whatever_is_accepted_is_safe_in_a_path_and_in_an_image_tag() => Prop.ForAll(NearlyNames(), text =>
    {
        var accepted = Accepts(text);
        return (!accepted || (
            Path.GetFileName(text) == text &&
            Path.GetFullPath($"/ceph/src/debian-12-{text}") == $"/ceph/src/debian-12-{text}" &&
            ImageTag().IsMatch($"debian-12-{text}") &&
            text[0] != '-')).Classify(accepted, "accepted");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Refusing_never_fails_otherwise_than_with_a_user_error() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), text => Accepts(text.Get) || true).QuickCheckThrowOnFailure();

    private static bool Accepts(string text)
    {
        try
        {
            return ReleaseName.Parse(text).Value == text;
        }
        catch (UserException)
        {
            return false;
        }
    }

    // Mostly of allowed characters, so that many are accepted and the others are near misses.
    private static Arbitrary<string> NearlyNames() => Gen.Frequency(
            (30, Gen.Elements([.. "abcdefwxyzABYZ0189"])),
            (5, Gen.Elements('.', '_', '-')),
            (1, Gen.Elements('/', ' ', '\n', '\u00e9', '\0', ':', '~', '^', '*', '?', '\\')))
        .NonEmptyListOf().Select(characters => string.Concat(characters)).ToArbitrary();

    // From Docker's documentation of tags.
    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex ImageTag();
}
