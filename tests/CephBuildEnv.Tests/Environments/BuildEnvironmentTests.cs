using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;

namespace CephBuildEnv.Tests.Environments;

public sealed class BuildEnvironmentTests
{
    private static readonly BuildEnvironment Environment = TestHost.Environment("v18.2.7");

    [Fact]
    public void Its_key_is_distro_and_release() => Environment.Key.ShouldBe("debian-12-v18.2.7");

    [Theory]
    [InlineData("debian-12-reef", "debian-12", "reef")]
    [InlineData("debian-12-slim-reef", "debian-12-slim", "reef")]
    [InlineData("debian-12-slim", "debian-12", "slim")]
    [InlineData("debian-12", null, null)]
    [InlineData("debian-12-", null, null)]
    [InlineData("debian-12-../reef", null, null)]
    [InlineData("fedora-41-reef", null, null)]
    public void It_is_found_by_its_key(string key, string? distro, string? release)
    {
        Distro[] distros = [Environment.Distro, Environment.Distro with { Name = "debian-12-slim" }];

        var found = BuildEnvironment.Find(distros, key);

        found?.Distro.Name.ShouldBe(distro);
        found?.Release.ToString().ShouldBe(release);
        (found is null).ShouldBe(distro is null);
    }

    [Fact]
    public void Its_images_have_the_names_that_are_documented() => new[]
    {
        ImageTags.Upstream(Environment.Distro), ImageTags.Base(Environment.Distro),
        ImageTags.Release(Environment), ImageTags.Git(Environment), ImageTags.Run(Environment),
    }.ShouldBe(
    [
        "ceph-build-env/upstream:debian-12", "ceph-build-env/base:debian-12",
        "ceph-build-env/base:debian-12-v18.2.7", "ceph-build-env/git:debian-12-v18.2.7", "ceph-build-env/run:debian-12-v18.2.7",
    ]);

    [Fact]
    public void Its_folders_are_where_the_documentation_says()
    {
        var layout = new HostLayout("/home/me/ceph-build-env");

        new[] { layout.Source(Environment), layout.BuildDirectory(Environment), layout.Cache(Environment), layout.LogsOf(Environment) }
            .ShouldBe(
            [
                "/ceph/src/debian-12-v18.2.7", "/ceph/src/debian-12-v18.2.7/build",
                "/ceph/ccache/debian-12-v18.2.7", "/ceph/logs/debian-12-v18.2.7",
            ]);
    }
}
