using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

/// <summary>What a build tool would see changed changes the fingerprint, and nothing else does.</summary>
public sealed class TreeFingerprintTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _before;

    public TreeFingerprintTests()
    {
        _temp.Write("tree/CMakeLists.txt", "project(ceph)\n");
        _temp.Write("tree/src/osd/OSD.cc", "int main;\n");
        _temp.Write("tree/.git/HEAD", "ref: refs/heads/reef\n");
        File.CreateSymbolicLink(_temp.At("tree", "link"), "src");
        _before = Of()!;
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Nothing_changed_is_the_same()
    {
        File.ReadAllText(_temp.At("tree", "src", "osd", "OSD.cc")).ShouldNotBeEmpty();

        Of().ShouldBe(_before);
    }

    [Fact]
    public void What_git_writes_for_itself_is_the_same()
    {
        _temp.Write("tree/.git/index", "DIRC");

        Of().ShouldBe(_before);
    }

    [Theory]
    [InlineData("echo >>src/osd/OSD.cc")]
    [InlineData("touch src/osd/OSD.cc")]
    [InlineData("touch src/osd/OSD.h")]
    [InlineData("touch src/osd/.hidden")]
    [InlineData("rm src/osd/OSD.cc")]
    [InlineData("rm -r src/osd")]
    [InlineData("mv src/osd/OSD.cc src/osd/osd.cc")]
    [InlineData("mkdir -p src/osd/build")]
    [InlineData("ln -sfn . link")]
    [InlineData("chmod +x src/osd/OSD.cc")]
    // With the old times, as tar, rsync and a restored backup have them.
    [InlineData("touch -r src/osd/OSD.cc /tmp/$$; echo 'int Main;' >src/osd/OSD.cc; touch -r /tmp/$$ src/osd/OSD.cc; rm /tmp/$$")]
    [InlineData("cp -p src/osd/OSD.cc other; mv other src/osd/OSD.cc")]
    public async Task Whatever_changes_is_seen(string change)
    {
        await Shell.RunAsync(_temp.At("tree"), "bash", "-c", change);

        Of().ShouldNotBeNull();
        Of().ShouldNotBe(_before);
    }

    [Fact]
    public void A_foreign_link_cannot_be_vouched_for()
    {
        File.CreateSymbolicLink(_temp.At("tree", "src", "elsewhere"), "../../other");

        TreeFingerprint.Of(_temp.At("tree"), link => Path.GetFileName(link) == "elsewhere", CancellationToken.None).ShouldBeNull();
    }

    [Fact]
    public void What_is_not_there_cannot_be_vouched_for() =>
        TreeFingerprint.Of(_temp.At("nothing"), _ => false, CancellationToken.None).ShouldBeNull();

    private string? Of() => TreeFingerprint.Of(_temp.At("tree"), _ => false, CancellationToken.None);
}
