using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Text;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["debian-11", "debian-12", "leap-15.6", "tumbleweed"];

    [Theory]
    [InlineData("debian12", "debian-12")]
    [InlineData("DEBIAN-11", "debian-11")]
    [InlineData("tumblewed", "tumbleweed")]
    [InlineData("leap15.6", "leap-15.6")]
    public void A_near_miss_is_understood(string given, string meant) => Suggestion.Nearest(given, Names).ShouldBe(meant);

    [Theory]
    [InlineData("fedora-41")]
    [InlineData("x")]
    public void What_is_like_nothing_gets_no_suggestion(string given) => Suggestion.Phrase(given, Names).ShouldBe("");

    [Fact]
    public void Nothing_to_choose_from_gives_no_suggestion() => Suggestion.Nearest("reef", []).ShouldBeNull();
}
