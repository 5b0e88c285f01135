using Nuke.Common.Parameters;
using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("Distro", "distro")]
    [InlineData("CephDir", "ceph-dir")]
    [InlineData("MSBuildPath", "msbuild-path")]
    [InlineData("HTTPServerURL", "httpserver-url")]
    [InlineData("Ubuntu2204Image", "ubuntu2204image")]
    [InlineData("other-name", "other-name")]
    public void Names_are_shown_with_dashes(string name, string expected) => Names.Dashed(name).ShouldBe(expected);

    [Theory]
    [InlineData("buidl", " Did you mean 'Build'?")]
    [InlineData("Base", " Did you mean 'BaseImage'?")]
    [InlineData("nonsense", "")]
    [InlineData("releaseimages", " Did you mean 'ReleaseImage'?")]
    public void What_resembles_the_typed_name_is_suggested(string typed, string expected) =>
        Names.DidYouMean(typed, ["Build", "BaseImage", "ReleaseImage", "Status"]).ShouldBe(expected);
}
