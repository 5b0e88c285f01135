using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>Commands that are printed to be typed.</summary>
public sealed class EnvironmentParametersTests
{
    [Theory]
    [InlineData("reef", null, "")]
    [InlineData("reef", "https://github.com/ceph/ceph.git", "")]
    [InlineData("reef", "git@github.com:me/ceph.git", " --repository git@github.com:me/ceph.git")]
    [InlineData("reef", "https://example.com/a;b.git", " --repository 'https://example.com/a;b.git'")]
    [InlineData("quickstart", "https://ceph-build-env.invalid/ceph.git", "")]
    [InlineData("reef", "https://ceph-build-env.invalid/ceph.git", " --repository https://ceph-build-env.invalid/ceph.git")]
    // What a build has written into its tree is not to be typed by anybody.
    [InlineData("reef", "ext::sh -c evil", "")]
    [InlineData("reef", "https://me:secret@example.com/ceph.git", "")]
    public void They_name_the_repository_where_it_is_not_the_default(string release, string? origin, string repository) =>
        EnvironmentParameters.Of("debian-12", release, origin).ShouldBe($"--distro debian-12 --release {release}{repository}");
}
