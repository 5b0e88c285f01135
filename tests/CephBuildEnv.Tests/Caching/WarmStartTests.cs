using CephBuildEnv.Caching;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Tests.Caching;

public sealed class WarmStartTests : IDisposable
{
    private static readonly Distro Other = TestHost.Debian with { Name = "debian-13" };

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly WarmStart _warm;

    public WarmStartTests() => _warm = new(_host.Layout, [TestHost.Debian, Other]);

    private string Target => _host.Layout.Cache(TestHost.Environment());

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Only_caches_of_the_same_distro_that_hold_something_are_taken_the_last_used_first()
    {
        var old = MakeCache("luminous", ago: 2);
        var recent = MakeCache("squid", ago: 1);
        MakeCache("main", ago: 0, Other);
        Directory.CreateDirectory(_host.Layout.Cache(TestHost.Environment("empty")));
        Directory.CreateSymbolicLink(_host.Layout.Cache(TestHost.Environment("link")), _host.Layout.Cache(old));

        _warm.SourcesFor(TestHost.Environment()).ShouldBe([recent, old]);
    }

    [Fact]
    public async Task Results_are_copied_and_neither_settings_nor_half_written_files()
    {
        var source = MakeCache("squid", ago: 1);

        (await _warm.CopyAsync(source, TestHost.Environment(), bytes: 1, TestHost.Token)).ShouldBeNull();

        Directory.GetFileSystemEntries(Target, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Target, path)).Order(StringComparer.Ordinal)
            .ShouldBe(["a", "a/result"]);
        File.ReadAllText(Path.Combine(Target, "a", "result")).ShouldBe("squid");
        Directory.EnumerateFileSystemEntries(_host.Layout.Caches).Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_changed_in_the_copy_is_not_changed_in_the_other()
    {
        var source = MakeCache("squid", ago: 1);
        await _warm.CopyAsync(source, TestHost.Environment(), bytes: 1, TestHost.Token);

        File.AppendAllText(Path.Combine(Target, "a", "result"), " changed");

        File.ReadAllText(Path.Combine(_host.Layout.Cache(source), "a", "result")).ShouldBe("squid");
    }

    [Fact]
    public async Task A_disk_with_little_room_gets_no_copy()
    {
        var source = MakeCache("squid", ago: 1);

        var obstacle = await _warm.CopyAsync(source, TestHost.Environment(), bytes: long.MaxValue / 20, TestHost.Token);

        obstacle.ShouldBe("the disk has too little room for another one");
        Directory.Exists(Target).ShouldBeFalse();
    }

    private BuildEnvironment MakeCache(string release, int ago, Distro? distro = null)
    {
        var environment = new BuildEnvironment(distro ?? TestHost.Debian, ReleaseName.Parse(release));
        var folder = _host.Layout.Cache(environment);
        Directory.CreateDirectory(Path.Combine(folder, "a"));
        Directory.CreateDirectory(Path.Combine(folder, "tmp"));
        File.WriteAllText(Path.Combine(folder, "a", "result"), release);
        File.WriteAllText(Path.Combine(folder, "tmp", "half"), "");
        File.WriteAllText(Path.Combine(folder, "ccache.conf"), "max_size = 1G\n");
        Directory.SetLastWriteTimeUtc(folder, new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc).AddDays(-ago));
        return environment;
    }
}
