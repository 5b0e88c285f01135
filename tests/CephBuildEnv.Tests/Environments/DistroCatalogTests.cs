using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Environments;

public sealed class DistroCatalogTests : IDisposable
{
    private readonly TempFolder _images = new();

    public void Dispose() => _images.Dispose();

    [Fact]
    public void Each_folder_with_a_description_is_a_distro_and_they_are_in_the_order_of_their_names()
    {
        Describe("zebra-2", """{ "title": "Zebra 2", "family": "zypper", "upstream": "example/zebra:2" }""");
        Describe("aardvark-1", """{ "title": "Aardvark 1", "family": "apt", "upstream": "example/aardvark:1" }""");
        Directory.CreateDirectory(_images.At("base/distros/not-described"));

        new DistroCatalog(_images.Path).All.Select(distro => distro.Name).ShouldBe(["aardvark-1", "zebra-2"]);
    }

    [Fact]
    public void Everything_of_the_description_is_read()
    {
        Describe("full-1", """
            {
              "title": "Full 1", "family": "apt", "upstream": "example/full:1", "endOfLife": "2030-02-01",
              "bootstrapSuite": "full", "bootstrapComponents": "main,universe", "id": "full-os", "gcc": "7.5.0", "newestGcc": "9.4.0", "cmake": "3.10.2",
              "boost": "1.65.1", "python2": true, "prefersPython3": true, "verified": true, "archive": "an attic"
            }
            """);

        new DistroCatalog(_images.Path).Get("full-1").ShouldBe(
            new Distro("full-1", "Full 1", PackageFamily.Apt, "example/full:1", new DateOnly(2030, 2, 1), "full", "main,universe")
            {
                Id = "full-os",
                Gcc = new(7, 5, 0),
                NewestGcc = new(9, 4, 0),
                CMake = new(3, 10, 2),
                Boost = new(1, 65, 1),
                Python2 = true,
                PrefersPython3 = true,
                IsVerified = true,
                Archive = "an attic",
            });
    }

    [Fact]
    public void Its_scripts_know_it_by_the_first_word_of_its_name_unless_it_says_otherwise()
    {
        Describe("zebra-2", """{ "title": "Zebra 2", "family": "zypper", "upstream": "example/zebra:2" }""");

        new DistroCatalog(_images.Path).Get("zebra-2").Id.ShouldBe("zebra");
    }

    [Fact]
    public void A_mistyped_name_is_refused_with_what_was_probably_meant_and_with_all_there_are()
    {
        Describe("debian-12", """{ "title": "D", "family": "apt", "upstream": "x" }""");
        Describe("leap-15.6", """{ "title": "L", "family": "zypper", "upstream": "y" }""");

        var error = Should.Throw<UserException>(() => new DistroCatalog(_images.Path).Get("debain-12"));

        error.Message.ShouldContain("did you mean 'debian-12'?");
        error.Message.ShouldContain("available: debian-12, leap-15.6");
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("debian-12/")]
    [InlineData("./debian-12")]
    [InlineData("-f")]
    [InlineData("DEBIAN-12")]
    [InlineData("debian-12\n")]
    [InlineData("debian-12 ")]
    public void Only_the_exact_name_of_a_folder_is_a_distro(string name)
    {
        Describe("debian-12", """{ "title": "D", "family": "apt", "upstream": "x" }""");

        Should.Throw<UserException>(() => new DistroCatalog(_images.Path).Get(name)).Message.ShouldStartWith("--distro: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "title": "T", "family": "pacman", "upstream": "x" }""")]
    [InlineData("""{ "title": "T", "family": 1, "upstream": "x" }""")]
    [InlineData("""{ "title": "T", "family": null, "upstream": "x" }""")]
    [InlineData("""{ "title": "T", "family": "apt", "upstream": "x", "endOfLife": "soon" }""")]
    public void A_description_that_is_wrong_is_a_user_error_that_names_its_file(string json)
    {
        Describe("broken-1", json);

        Should.Throw<UserException>(() => new DistroCatalog(_images.Path).Get("broken-1")).Message.ShouldContain("broken-1/distro.json");
    }

    private void Describe(string name, string json) => _images.Write($"base/distros/{name}/distro.json", json);
}
