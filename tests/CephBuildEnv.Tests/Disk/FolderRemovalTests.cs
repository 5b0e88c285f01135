using CephBuildEnv.Disk;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Disk;

public sealed class FolderRemovalTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();

    private string Folder => $"{_host.Root}/logs/debian-12-reef";

    public void Dispose() => _host.Dispose();

    [Fact]
    public void It_is_hidden_at_once_and_then_gone()
    {
        Fill();

        var hidden = FolderRemoval.Hide(_host.Layout, Folder);

        Directory.Exists(Folder).ShouldBeFalse();
        _host.Layout.HalfRemoved().ShouldBe([hidden]);
        Path.GetFileName(hidden).ShouldStartWith(".removed-debian-12-reef.");
        FolderRemoval.Remove(hidden, TestHost.Token);
        Directory.EnumerateFileSystemEntries($"{_host.Root}/logs").ShouldBeEmpty();
    }

    [Fact]
    public void What_links_point_to_stays()
    {
        Fill();
        var important = _host.Temp.Write("elsewhere/important", "text");
        Directory.CreateSymbolicLink($"{Folder}/link", _host.Temp.At("elsewhere"));
        File.CreateSymbolicLink($"{Folder}/file", important);
        File.CreateSymbolicLink($"{Folder}/nowhere", "/no/such/path");

        FolderRemoval.Remove(Folder, TestHost.Token);

        Directory.Exists(Folder).ShouldBeFalse();
        File.ReadAllText(important).ShouldBe("text");
    }

    [Fact]
    public void A_link_in_place_of_the_folder_removes_nothing()
    {
        var important = _host.Temp.Write("elsewhere/important", "text");
        Directory.CreateSymbolicLink(Folder, _host.Temp.At("elsewhere"));

        FolderRemoval.Remove(Folder, TestHost.Token);

        File.Exists(important).ShouldBeTrue();
        FolderRemoval.Obstacle(_host.Layout, Folder, default).ShouldBe($"is a link to {_host.Temp.At("elsewhere")}; what it points to is not ours");
    }

    [Fact]
    public void What_may_only_be_read_goes_too()
    {
        Fill();
        File.SetUnixFileMode($"{Folder}/deep", UnixFileMode.UserRead | UnixFileMode.UserExecute);

        FolderRemoval.Remove(Folder, TestHost.Token);

        Directory.Exists(Folder).ShouldBeFalse();
    }

    [Fact]
    public void Cancelled_it_stops_and_the_rest_is_found_again()
    {
        Fill();
        var hidden = FolderRemoval.Hide(_host.Layout, Folder);

        Should.Throw<OperationCanceledException>(() => FolderRemoval.Remove(hidden, new CancellationToken(canceled: true)));

        _host.Layout.HalfRemoved().ShouldBe([hidden]);
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_disk_is_not_touched()
    {
        Assert.SkipUnless(HostUser.IsRoot, "only root may mount");
        Fill();
        var important = _host.Temp.Write("elsewhere/important", "text");
        Directory.CreateDirectory($"{Folder}/disk");
        await Shell.RunAsync("/", "mount", "--bind", _host.Temp.At("elsewhere"), $"{Folder}/disk");
        try
        {
            FolderRemoval.Obstacle(_host.Layout, Folder, FolderSize.Of(Folder, [], TestHost.Token)).ShouldBe($"has another disk in it, mounted on {Folder}/disk");
            FolderRemoval.Obstacle(_host.Layout, $"{Folder}/disk", default).ShouldBe("is on a disk of its own; empty that yourself");
            Should.Throw<UserException>(() => FolderRemoval.Remove(Folder, TestHost.Token)).Message.ShouldStartWith($"a disk is mounted on {Folder}/disk");
            File.Exists(important).ShouldBeTrue();
        }
        finally
        {
            await Shell.RunAsync("/", "umount", $"{Folder}/disk");
        }
    }

    [Theory]
    [InlineData("src/debian-12-reef", "src/.removed-debian-12-reef.")]
    [InlineData("src/debian-12-reef/build", "src/.removed-debian-12-reef+build.")]
    [InlineData("src/.objects/x.git", "src/.objects/.removed-x.git.")]
    [InlineData("ccache/debian-12-reef", "ccache/.removed-debian-12-reef.")]
    public void The_hidden_place_is_on_the_same_level(string path, string hidden) =>
        _host.Layout.Removed($"{_host.Root}/{path}").ShouldStartWith($"{_host.Root}/{hidden}");

    [Theory]
    [InlineData("src")]
    [InlineData("src/")]
    [InlineData("ccache")]
    [InlineData("locks/x")]
    [InlineData("bin")]
    [InlineData("")]
    public void Nothing_else_of_ceph_can_be_removed(string path) =>
        Should.Throw<ArgumentException>(() => _host.Layout.Removed($"{_host.Root}/{path}"));

    private void Fill()
    {
        foreach (var file in new[] { "a", "deep/er/b", "deep/c" })
            _host.Temp.Write($"ceph/logs/debian-12-reef/{file}", "x");
    }
}
