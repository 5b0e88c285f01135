using CephBuildEnv.Hosting;

namespace CephBuildEnv.Tests.Hosting;

/// <summary>What Prepare makes, and that it deletes nothing.</summary>
public sealed class HostPreparationTests : IDisposable
{
    private readonly TestHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void On_a_new_host_the_whole_tree_is_made()
    {
        Prepare();

        Everything().ShouldBe(["bin", "ccache", "clusters", "headers", "locks", "logs", "src", "src/.downloads", "src/.objects", "src/.options", "tools"]);
        LinkTarget("bin").ShouldBe(Checkout.At("bin"));
        LinkTarget("tools").ShouldBe(Checkout.Root);
    }

    [Fact]
    public void A_plan_says_what_is_missing_and_changes_nothing()
    {
        Plan().ShouldBe(
        [
            $"{_host.Root} does not exist: make it",
            $"{_host.Root}/src does not exist: make it",
            $"{_host.Root}/src/.objects does not exist: make it",
            $"{_host.Root}/src/.options does not exist: make it",
            $"{_host.Root}/src/.downloads does not exist: make it",
            $"{_host.Root}/ccache does not exist: make it",
            $"{_host.Root}/clusters does not exist: make it",
            $"{_host.Root}/headers does not exist: make it",
            $"{_host.Root}/logs does not exist: make it",
            $"{_host.Root}/locks does not exist: make it",
            $"{_host.Root}/bin does not exist: make it a link to {Checkout.At("bin")}",
            $"{_host.Root}/tools does not exist: make it a link to {Checkout.Root}",
        ]);
        Path.Exists(_host.Root).ShouldBeFalse();
    }

    [Fact]
    public void A_second_time_there_is_nothing_to_do()
    {
        Prepare();

        Plan().ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_is_missing_is_made_and_contents_stay()
    {
        Prepare();
        var kept = _host.Temp.Write("ceph/src/debian-12-reef/file", "mine");
        Directory.Delete($"{_host.Root}/ccache");

        Plan().ShouldBe([$"{_host.Root}/ccache does not exist: make it"]);
        Prepare();

        File.ReadAllText(kept).ShouldBe("mine");
        Directory.Exists($"{_host.Root}/ccache").ShouldBeTrue();
    }

    [Fact]
    public void Two_at_once_make_one_tree()
    {
        Parallel.For(0, 8, _ => Prepare());

        Plan().ShouldBeEmpty();
    }

    [Fact]
    public void Folders_can_be_read_by_everyone_and_written_by_the_owner_alone()
    {
        Prepare();

        File.GetUnixFileMode($"{_host.Root}/src").ShouldBe((UnixFileMode)Convert.ToInt32("755", 8));
    }

    [Fact]
    public void With_a_folder_given_the_root_becomes_a_link_to_it()
    {
        var disk = _host.Temp.At("disk", "ceph");

        Plan(disk)[0].ShouldBe($"{_host.Root} does not exist: make it a link to {disk}");
        Prepare(disk);

        new FileInfo(_host.Root).LinkTarget.ShouldBe(disk);
        Directory.Exists(Path.Combine(disk, "src", ".objects")).ShouldBeTrue();
        Plan(disk).ShouldBeEmpty();
        Plan().ShouldBeEmpty();
    }

    [Fact]
    public void The_links_of_another_checkout_are_pointed_to_this_one_and_it_says_so()
    {
        Prepare();
        File.Delete($"{_host.Root}/bin");
        File.CreateSymbolicLink($"{_host.Root}/bin", "/home/me/other/bin");

        Plan().ShouldBe([$"{_host.Root}/bin points to another checkout (/home/me/other/bin): point it to {Checkout.At("bin")}"]);
        Prepare();

        LinkTarget("bin").ShouldBe(Checkout.At("bin"));
        Directory.EnumerateFileSystemEntries(_host.Root).Count().ShouldBe(8);
    }

    [Fact]
    public void The_link_of_a_checkout_that_still_exists_is_replaced_and_not_entered()
    {
        var other = Directory.CreateDirectory(_host.Temp.At("other")).FullName;
        Prepare();
        File.Delete($"{_host.Root}/tools");
        Directory.CreateSymbolicLink($"{_host.Root}/tools", other);

        Prepare();

        LinkTarget("tools").ShouldBe(Checkout.Root);
        Directory.EnumerateFileSystemEntries(other).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_folder_is_used() => InTheWay(() => Directory.CreateDirectory(_host.Root), error: null);

    [Fact]
    public void A_new_disk_with_its_lost_and_found_is_used() => InTheWay(() => Directory.CreateDirectory($"{_host.Root}/lost+found"), error: null);

    [Fact]
    public void A_file_in_the_way_of_the_root_is_refused() =>
        InTheWay(() => _host.Temp.Write("ceph", ""), $"{_host.Root} is a file, and a folder is needed there; move it away: mv ");

    [Fact]
    public void A_folder_that_holds_something_else_is_refused() =>
        InTheWay(() => _host.Temp.Write("ceph/photos/cat.jpg", ""), $"{_host.Root} holds something else (photos)");

    [Fact]
    public void A_link_to_nowhere_is_refused() =>
        InTheWay(() => File.CreateSymbolicLink(_host.Root, "/nowhere/at all"), $"{_host.Root} is a link to /nowhere/at all, which is not there; mount it or make it: mkdir -p '/nowhere/at all'");

    [Fact]
    public void A_link_that_points_elsewhere_than_asked_for_is_refused()
    {
        var disk = Directory.CreateDirectory(_host.Temp.At("disk")).FullName;

        InTheWay(() => File.CreateSymbolicLink(_host.Root, disk), $"{_host.Root} is a link to {disk}, not to /other", target: "/other");
    }

    [Fact]
    public void A_link_to_foreign_content_is_refused()
    {
        _host.Temp.Write("disk/music/song.ogg", "");

        InTheWay(() => File.CreateSymbolicLink(_host.Root, _host.Temp.At("disk")), "holds something else (music)");
    }

    [Fact]
    public void A_folder_cannot_become_a_link() =>
        InTheWay(() => Directory.CreateDirectory(_host.Root), $"{_host.Root} is a folder already, so it cannot be a link to /other", target: "/other");

    [Fact]
    public void A_target_that_is_a_file_is_refused() => InTheWay(
        () => _host.Temp.Write("disk", ""), "disk", target: _host.Temp.At("disk"));

    [Fact]
    public void A_target_that_holds_something_else_is_refused_and_stays_as_it_was()
    {
        _host.Temp.Write("disk/music/song.ogg", "");

        InTheWay(() => { }, "holds something else (music)", target: _host.Temp.At("disk"));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("ccache")]
    [InlineData("logs")]
    public void A_file_in_the_way_of_a_folder_is_refused(string name) =>
        InTheWay(() => { Prepare(); Directory.Delete($"{_host.Root}/{name}", recursive: true); _host.Temp.Write($"ceph/{name}", "mine"); }, $"{_host.Root}/{name} is a file");

    [Theory]
    [InlineData("bin")]
    [InlineData("tools")]
    public void A_folder_in_the_way_of_a_link_is_refused(string name) =>
        InTheWay(() => { Prepare(); File.Delete($"{_host.Root}/{name}"); _host.Temp.Write($"ceph/{name}/mine", ""); }, $"{_host.Root}/{name} is in the way of a link");

    [Fact(Timeout = 30_000)]
    public async Task What_belongs_to_another_user_is_refused_with_the_command_to_type()
    {
        Assert.SkipUnless(HostUser.IsRoot, "only root can give a folder to somebody else");
        Prepare();
        await Shell.RunAsync("/", "chown", "12345", _host.Root);

        InTheWay(() => { }, "belongs to 12345 (uid 12345) and you are root (uid 0); run as its owner: sudo -u");
    }

    // The error comes before anything is changed, both from the plan and from doing it.
    private void InTheWay(Action arrange, string? error, string? target = null)
    {
        arrange();
        var before = Snapshot();
        if (error is null)
        {
            Prepare(target);
            return;
        }

        Should.Throw<UserException>(() => Plan(target)).Message.ShouldContain(error);
        Should.Throw<UserException>(() => Prepare(target)).Message.ShouldContain(error);
        Snapshot().ShouldBe(before);
    }

    private IReadOnlyList<string> Plan(string? target = null) =>
        [.. new HostPreparation(_host.Layout, target).Plan().Select(action => action.Description)];

    private void Prepare(string? target = null) => new HostPreparation(_host.Layout, target).Apply();

    private string? LinkTarget(string name) => new FileInfo(Path.Combine(_host.Root, name)).LinkTarget;

    private IEnumerable<string> Everything() => Directory
        .EnumerateFileSystemEntries(_host.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 1 })
        .Where(path => !path.StartsWith($"{_host.Root}/bin/") && !path.StartsWith($"{_host.Root}/tools/"))
        .Select(path => Path.GetRelativePath(_host.Root, path)).Order(StringComparer.Ordinal);

    private string[] Snapshot() => [.. Directory
        .EnumerateFileSystemEntries(_host.Temp.Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, MaxRecursionDepth = 2 })
        .Select(path => $"{path} {new FileInfo(path).LinkTarget}").Order(StringComparer.Ordinal)];
}
