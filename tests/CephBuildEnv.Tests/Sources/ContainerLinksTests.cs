using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>A link is followed as the kernel would in a container, and vouched for only where its end is watched, or the image's.</summary>
public sealed class ContainerLinksTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public ContainerLinksTests()
    {
        _temp.Write("ceph/src/tree/src/osd/OSD.cc", "");
        _temp.Write("ceph/src/tree/debian/rules", "");
        _temp.Write("ceph/src/elsewhere/x.h", "");
        _temp.Write("ceph/src/.downloads/boost.tar.bz2", "");
    }

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("osd/OSD.cc")]
    [InlineData("osd")]
    [InlineData("./osd/../osd/OSD.cc")]
    [InlineData("../../tree/debian")]
    [InlineData("../../.downloads/boost.tar.bz2")]
    [InlineData("not-there-yet.h")]
    [InlineData("/usr/include/zlib.h")]
    [InlineData("/not/there")]
    [InlineData("{ceph}/src/tree/debian")]
    public void What_is_watched_or_the_images_is_no_harm(string target) => LeadsElsewhere(target).ShouldBeFalse();

    [Theory]
    [InlineData("../../elsewhere/x.h")]
    [InlineData("{ceph}/src/elsewhere")]
    [InlineData("{ceph}/not-there")]
    [InlineData("{ceph}")]
    [InlineData("../..")]
    // What is on the way may be another one tomorrow.
    [InlineData("../../elsewhere/../tree/debian")]
    [InlineData("/usr/lib/../../{ceph}/src/elsewhere/x.h")]
    [InlineData("/proc/self/root/{ceph}/src/tree/debian")]
    [InlineData("/dev/fd/3")]
    [InlineData("link")]
    [InlineData("../.git/HEAD")]
    public void Anything_else_is(string target) => LeadsElsewhere(target).ShouldBeTrue();

    [Fact]
    public void Links_on_the_way_are_followed()
    {
        Link("src/deep", "../debian");
        Link("src/usr", "/usr");
        Link("src/.qa", "../.qa");
        Link(".qa", "src");

        LeadsElsewhere("deep/rules").ShouldBeFalse();
        LeadsElsewhere("deep/../src/osd/OSD.cc").ShouldBeFalse();
        LeadsElsewhere(".qa/osd/OSD.cc").ShouldBeFalse();
        // As text, this would be in the tree.
        LeadsElsewhere("deep/../../elsewhere/x.h").ShouldBeTrue();
        LeadsElsewhere("usr/../ceph/src/tree/debian").ShouldBeTrue();
    }

    [Fact]
    public void A_mounted_folder_may_be_a_link_on_the_host()
    {
        var ceph = _temp.At("link-to-ceph");
        File.CreateSymbolicLink(ceph, _temp.At("ceph"));
        var link = $"{ceph}/src/tree/src/link";
        File.CreateSymbolicLink(link, $"{ceph}/src/elsewhere/x.h");

        new ContainerLinks([ceph], [$"{ceph}/src/tree"]).LeadElsewhere(link).ShouldBeTrue();
    }

    private void Link(string path, string target) => File.CreateSymbolicLink(_temp.At("ceph", "src", "tree", path), target);

    private bool LeadsElsewhere(string target)
    {
        var ceph = _temp.At("ceph");
        var link = $"{ceph}/src/tree/src/link";
        File.Delete(link);
        File.CreateSymbolicLink(link, target.Replace("/{ceph}", ceph).Replace("{ceph}", ceph));
        return new ContainerLinks([ceph], [$"{ceph}/src/tree", $"{ceph}/src/.downloads"]).LeadElsewhere(link);
    }
}
