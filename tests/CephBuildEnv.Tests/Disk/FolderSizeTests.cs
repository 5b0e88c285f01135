using CephBuildEnv.Disk;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Disk;

/// <summary>What folders take, against what du says.</summary>
public sealed class FolderSizeTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public FolderSizeTests()
    {
        _temp.Write("folder/a", new string('a', 100_000));
        _temp.Write("folder/deep/er/b", new string('b', 10_000));
    }

    private string Folder => _temp.At("folder");

    public void Dispose() => _temp.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task It_is_what_du_says()
    {
        Of().Bytes.ShouldBeGreaterThan(110_000);
        await ShouldBeAsDuSaysAsync();
        Of().Freed.ShouldBe(Of().Bytes);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_with_holes_takes_what_is_in_it()
    {
        await using (var file = File.Create(_temp.At("folder", "sparse")))
            file.SetLength(1L << 30);

        Of().Bytes.ShouldBeLessThan(1 << 20);
        await ShouldBeAsDuSaysAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task Two_names_of_one_file_count_once()
    {
        var before = Of();
        await Shell.RunAsync(Folder, "ln", "a", "deep/again");

        Of().ShouldBe(before);
        await ShouldBeAsDuSaysAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task What_has_a_name_outside_is_taken_but_not_freed()
    {
        var before = Of();
        await Shell.RunAsync(Folder, "ln", "a", _temp.At("outside"));

        Of().Bytes.ShouldBe(before.Bytes);
        Of().Freed.ShouldBeLessThan(before.Freed - 100_000 + 1);
    }

    [Fact(Timeout = 30_000)]
    public async Task Links_are_not_followed()
    {
        _temp.Write("other/large", new string('x', 1_000_000));
        Directory.CreateSymbolicLink(_temp.At("folder", "link"), _temp.At("other"));
        Directory.CreateSymbolicLink(_temp.At("folder", "round"), Folder);

        Of().Bytes.ShouldBeLessThan(200_000);
        await ShouldBeAsDuSaysAsync();
        FolderSize.Of(_temp.At("folder", "link"), [], TestHost.Token).Bytes.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void What_is_counted_elsewhere_is_left_out() =>
        (Of().Bytes - FolderSize.Of(Folder, [_temp.At("folder", "deep")], TestHost.Token).Bytes).ShouldBe(FolderSize.Of(_temp.At("folder", "deep"), [], TestHost.Token).Bytes);

    [Fact]
    public void Nothing_takes_nothing() => FolderSize.Of(_temp.At("none"), [], TestHost.Token).ShouldBe(default);

    [Fact(Timeout = 30_000)]
    public async Task What_vanishes_meanwhile_does_no_harm()
    {
        using var stop = new CancellationTokenSource();
        var churn = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _temp.Write("folder/come/and/go", "x");
                Directory.Delete(_temp.At("folder", "come"), recursive: true);
            }
        }, TestHost.Token);

        for (var i = 0; i < 200; i++)
            Should.NotThrow(Of);
        await stop.CancelAsync();
        await churn;
    }

    [Fact(Timeout = 30_000)]
    public async Task Another_disk_is_not_entered_and_told()
    {
        Assert.SkipUnless(HostUser.IsRoot, "only root may mount");
        var before = Of();
        await Shell.RunAsync("/", "mount", "--bind", _temp.At("folder", "deep"), Directory.CreateDirectory(_temp.At("folder", "disk")).FullName);
        try
        {
            Of().Mounted.ShouldBe(_temp.At("folder", "disk"));
            Of().Bytes.ShouldBe(before.Bytes);
        }
        finally
        {
            await Shell.RunAsync("/", "umount", _temp.At("folder", "disk"));
        }
    }

    private FolderSize Of() => FolderSize.Of(Folder, [], TestHost.Token);

    private async Task ShouldBeAsDuSaysAsync() =>
        Of().Bytes.ShouldBe(long.Parse((await Shell.RunAsync("/", "du", "-s", "--block-size=1", Folder)).Split('\t')[0]));
}
