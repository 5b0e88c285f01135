using System.Text.RegularExpressions;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Environments;

/// <summary>The folders of the distros, as they are in this repository.</summary>
public sealed partial class DistroFolderTests
{
    private static readonly DistroCatalog Catalog = new(Checkout.Images);

    public static TheoryData<string> Distros() =>
        [.. Directory.EnumerateDirectories(Path.Combine(Checkout.Images, DistroCatalog.Folder)).Select(folder => Path.GetFileName(folder)!)];

    public static TheoryData<string> Dockerfiles() => [.. Checkout.Files("images", "Dockerfile")];

    [Fact]
    public void Each_folder_is_a_distro_and_each_distro_a_folder() =>
        Catalog.All.Select(distro => distro.Name).ShouldBe(Distros().Select(row => row.Data).Order(StringComparer.Ordinal));

    [Fact]
    public void The_distro_of_the_quick_start_exists() => Catalog.Get("debian-12").BootstrapSuite.ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(Distros))]
    public void It_has_a_name_that_is_safe_in_a_path_and_an_image_tag(string name) => name.ShouldMatch(@"^[a-z][a-z0-9]*(-[a-z0-9.]+)*$");

    [Theory]
    [MemberData(nameof(Distros))]
    public void Its_description_is_complete(string name)
    {
        var distro = Catalog.Get(name);

        distro.ShouldSatisfyAllConditions(
            () => distro.Title.ShouldNotBeNullOrWhiteSpace(),
            () => distro.Upstream.ShouldMatch(@"^[a-z0-9.-]+\.[a-z]+(/[a-z0-9._-]+)+:[A-Za-z0-9._-]+$"),
            () => (distro.Upstream.EndsWith(":latest") && distro.EndOfLife is not null).ShouldBeFalse("a moving name is for a distro that rolls"));
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void Its_upstream_is_what_its_Dockerfile_starts_from(string name) =>
        Default(Dockerfile(name), "UPSTREAM").ShouldBe(Catalog.Get(name).Upstream);

    [Theory]
    [MemberData(nameof(Distros))]
    public void Its_Dockerfile_copies_the_script_of_its_family(string name)
    {
        var script = $"base/families/{Catalog.Get(name).Family.ToString().ToLowerInvariant()}.sh";

        DockerfileContext.CopySources(Dockerfile(name)).Where(source => source.StartsWith("base/families/")).ShouldBe([script]);
    }

    // apt-cache and zypper are asked what there is; without them, the packages that not every distro has are left out.
    [Theory]
    [InlineData("apt", "git lsb-release reprepro ca-certificates curl")]
    [InlineData("zypper", "git-core rpm-build ca-certificates curl")]
    [InlineData("dnf", "git-core rpm-build bc ca-certificates")]
    [InlineData("yum", "git rpm-build bc redhat-lsb-core ca-certificates")]
    public async Task A_base_image_has_what_each_script_takes_for_granted(string family, string ofTheFamily)
    {
        var packages = (await Shell.RunAsync(Checkout.Root, "bash", "-c", $". images/base/families/{family}.sh && base_packages")).Split('\n');

        new[] { "bzip2", "ccache", "gdb", "less", "sudo", "wget" }.Concat(ofTheFamily.Split(' ')).Except(packages).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Distros))]
    public void What_gets_no_updates_any_more_says_where_its_packages_are(string name)
    {
        var distro = Catalog.Get(name);
        var place = Dockerfile(name).Split('\n').Where(line => line == "ARG MIRROR" || line.StartsWith("ARG REPOSITORIES="));

        (distro.Archive is not null).ShouldBe(place.Any(), "and the place can be another one");
        if (distro.EndOfLife is { } end && end < new DateOnly(2026, 11, 1))
            distro.Archive.ShouldNotBeNull();
        if (distro.Archive is not null)
            distro.EndOfLife.ShouldNotBeNull();
    }

    [Fact]
    public void Each_family_has_a_script_and_each_script_a_family() =>
        Checkout.Files("images/base/families", "*").Select(file => Path.GetFileName(file))
            .ShouldBe(Enum.GetNames<PackageFamily>().Select(name => $"{name.ToLowerInvariant()}.sh").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Whatever_a_Dockerfile_copies_exists_or_is_made_for_it(string dockerfile) =>
        DockerfileContext.CopySources(Checkout.Read(dockerfile))
            .Where(source => source is not ("dependencies" or "packages" or "family.sh") && !Path.Exists(Path.Combine(Checkout.Images, source)))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void Each_COPY_is_one_line_and_sets_the_mode(string dockerfile) => Instructions(dockerfile, "COPY").ShouldAllBe(
        line => line.StartsWith("COPY --chmod=0") && !line.EndsWith('\\'));

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void It_needs_no_more_than_the_BuildKit_of_Docker_20_10(string dockerfile)
    {
        var text = Checkout.Read(dockerfile);

        text.ShouldSatisfyAllConditions(
            () => text.ShouldNotContain("# syntax="),
            () => text.ShouldNotContain("<<"),
            () => Instructions(dockerfile, "ADD").ShouldBeEmpty());
    }

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void It_starts_from_what_it_is_told_and_nothing_else(string dockerfile) =>
        Instructions(dockerfile, "FROM").ShouldBe([dockerfile.Contains("/distros/") ? "FROM ${UPSTREAM}" : "FROM ${PARENT}"]);

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void It_takes_the_argument_that_makes_a_rebuild_run_every_step(string dockerfile)
    {
        var lines = Checkout.Read(dockerfile).Split('\n').ToList();

        lines.IndexOf("ARG REBUILD").ShouldBeInRange(lines.FindIndex(line => line.StartsWith("FROM ")), FirstRun(lines));
    }

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public async Task A_shell_can_read_its_commands(string dockerfile)
    {
        var text = Checkout.Read(dockerfile).Replace("\\\n", "");

        foreach (var command in text.Split('\n').Where(line => line.StartsWith("RUN ")).Select(line => MountOption().Replace(line["RUN ".Length..], "")))
            (await Shell.TryAsync(Checkout.Root, "sh", "-n", "-c", command)).ExitCode.ShouldBe(0, command);
    }

    [GeneratedRegex(@"^\s*--mount=\S+\s+")]
    private static partial Regex MountOption();

    private static int FirstRun(List<string> lines) => lines.FindIndex(line => line.StartsWith("RUN ")) is >= 0 and var run ? run : lines.Count;

    private static string Dockerfile(string distro) => Checkout.Read($"images/{DistroCatalog.Folder}/{distro}/Dockerfile");

    private static IEnumerable<string> Instructions(string dockerfile, string name) =>
        Checkout.Read(dockerfile).Split('\n').Where(line => line.StartsWith($"{name} ", StringComparison.OrdinalIgnoreCase));

    private static string Default(string dockerfile, string argument) =>
        dockerfile.Split('\n').Single(line => line.StartsWith($"ARG {argument}="))[$"ARG {argument}=".Length..];
}
