using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Images;

public sealed class BuildArgumentsTests
{
    private static readonly ImageRecipes Recipes = new(new HostLayout(Checkout.Root));

    [Fact]
    public void They_are_part_of_what_the_image_is_made_of()
    {
        var leap = new DistroCatalog(Path.Combine(Checkout.Root, "images")).Get("leap-42.3");

        var recipe = Recipes.Base(leap, "sha256:0", upstream: null, BuildArguments.Parse(["REPOSITORIES=http://a", "REPOSITORIES=http://b?x=y"]));

        recipe.Arguments["REPOSITORIES"].ShouldBe("http://b?x=y");
        recipe.Inputs.ShouldNotBe(Recipes.Base(leap, "sha256:0", upstream: null, BuildArguments.Parse([])).Inputs);
    }

    [Theory]
    [InlineData("leap-42.3", "REPOSITORY=x", "the Dockerfile of leap-42.3 has no argument REPOSITORY; did you mean 'REPOSITORIES'?; it has REPOSITORIES")]
    [InlineData("debian-12", "MIRROR=x", "the Dockerfile of debian-12 has no argument MIRROR; it has none to choose")]
    [InlineData("debian-12", "UPSTREAM=x", "the Dockerfile of debian-12 has no argument UPSTREAM")]
    public void A_Dockerfile_without_such_an_argument_is_named(string distro, string argument, string message)
    {
        var named = new DistroCatalog(Path.Combine(Checkout.Root, "images")).Get(distro);

        Should.Throw<UserException>(() => Recipes.Base(named, "sha256:0", upstream: null, BuildArguments.Parse([argument]))).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("REPOSITORIES")]
    [InlineData("=x")]
    [InlineData("-X=y")]
    [InlineData("A B=c")]
    [InlineData("REPOSITORIES=a\nb")]
    [InlineData("REPOSITORIES=a\0b")]
    [InlineData("MIRROR=https://me:secret@host/")]
    public void What_is_none_is_refused(string text) => Should.Throw<UserException>(() => BuildArguments.Parse([text])).Message.ShouldStartWith("--build-arg");
}
