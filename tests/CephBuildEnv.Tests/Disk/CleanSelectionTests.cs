using CephBuildEnv.Disk;

namespace CephBuildEnv.Tests.Disk;

public sealed class CleanSelectionTests
{
    [Fact]
    public void Every_kind_has_a_name() => CleanSelection.Parse(CleanSelection.Names).Order().ShouldBe(Enum.GetValues<CleanKind>());

    [Theory]
    [InlineData("source", "'source' is no kind of thing that can be removed; did you mean 'sources'?; use builds, ccache, containers, downloads, headers, images, leftovers, logs, objects, sources")]
    [InlineData("2", "'2' is no kind of thing")]
    [InlineData("Images", "'Images' is no kind of thing that can be removed; did you mean 'images'?")]
    [InlineData("", "'' is no kind of thing")]
    [InlineData("build-cache", "the engine does not tell which of it is ours, so it is never removed here; to empty all of it: docker builder prune")]
    public void Anything_else_is_an_error(string name, string message) =>
        Should.Throw<UserException>(() => CleanSelection.Parse([name])).Message.ShouldContain(message);

    [Theory]
    [InlineData(CleanKind.Objects, "--what objects: the object store belongs to all environments; leave --distro and --release out")]
    [InlineData(CleanKind.Downloads, "--what downloads: archives belong to all environments; leave --distro and --release out")]
    public void What_all_share_belongs_to_no_environment(CleanKind kind, string message) =>
        Should.Throw<UserException>(() => (CleanWorld.Select(kind) with { Distros = [TestHost.Debian] }).Checked()).Message.ShouldBe(message);

    [Fact]
    public void The_parameter_names_them_all() => Checkout.Read("build/Build.Disk.cs").ShouldContain($"What Clean removes: {string.Join(", ", CleanSelection.Names)};");
}
