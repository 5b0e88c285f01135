using CephBuildEnv.Caching;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Caching;

public sealed class CompilerCacheTests : IDisposable
{
    private static readonly ByteSize Fifty = ByteSize.FromGibibytes(50);

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly CompilerCache _cache;

    public CompilerCacheTests() => _cache = new(_host.Layout, TestHost.Environment());

    private string Configuration => Path.Combine(_cache.Folder, "ccache.conf");

    public void Dispose() => _host.Dispose();

    [Fact]
    public void A_missing_cache_is_named_and_looking_does_not_make_it()
    {
        _cache.Differences(Fifty).ShouldBe([$"the compiler cache {_host.Root}/ccache/debian-12-reef does not exist"]);

        Directory.Exists(_cache.Folder).ShouldBeFalse();
    }

    [Fact]
    public void A_new_cache_has_its_limit_and_what_Ceph_asks_for()
    {
        _cache.Ensure(Fifty);

        File.ReadAllLines(Configuration).ShouldBe(["max_size = 50G", "sloppiness = time_macros"]);
        _cache.Differences(Fifty).ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_wish_a_new_cache_gets_the_default_and_an_existing_one_keeps_its_limit()
    {
        _cache.Ensure(wanted: null);
        _cache.Differences(Fifty).ShouldBeEmpty();

        _cache.Ensure(ByteSize.FromGibibytes(5));
        _cache.Differences(size: null).ShouldBeEmpty();
        _cache.Ensure(wanted: null);
        File.ReadAllLines(Configuration).ShouldContain("max_size = 5G");
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("hash_dir")]
    public void A_line_that_ccache_does_not_take_is_named_and_left_out(string line)
    {
        _cache.Ensure(Fifty);
        File.AppendAllText(Configuration, $"compression = true\n{line}\n");

        _cache.Differences(size: null).Single().ShouldStartWith($"{Configuration} is damaged");
        _cache.Ensure(wanted: null);

        File.ReadAllLines(Configuration).ShouldBe(["max_size = 50G", "sloppiness = time_macros", "compression = true"]);
        _cache.Differences(size: null).ShouldBeEmpty();
    }

    // Tried with ccache 4.7: it refuses "0B", and every compilation with it.
    [Fact]
    public void No_limit_is_written_as_ccache_writes_it()
    {
        _cache.Ensure(new ByteSize(0));

        File.ReadAllLines(Configuration).ShouldContain("max_size = 0");
        _cache.Limit.ShouldBeNull();
        _cache.Differences(size: null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.25G", "1280M")]
    [InlineData("1.001G", "1025M")]
    [InlineData("2T", "2048G")]
    [InlineData("1M", "1M")]
    public void Any_limit_is_the_same_when_it_is_read_again(string wanted, string written)
    {
        var size = CompilerCache.CheckedSize(ByteSize.Parse(wanted, "--ccache-size"));
        _cache.Ensure(size);

        File.ReadAllLines(Configuration).ShouldContain($"max_size = {written}");
        _cache.Differences(size).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData((1 << 20) - 1)]
    public void Too_little_for_one_result_is_refused(long bytes) =>
        Should.Throw<UserException>(() => CompilerCache.CheckedSize(new(bytes))).Message.ShouldEndWith("give it 1M or more, or 0 for no limit");

    [Fact]
    public async Task Its_configuration_is_not_written_through_a_link()
    {
        _cache.Ensure(Fifty);
        var victim = _host.Temp.Write("victim", "precious = yes\n");
        await Shell.RunAsync(_cache.Folder, "ln", "-sf", victim, "ccache.conf");

        _cache.Ensure(Fifty);

        File.ReadAllText(victim).ShouldBe("precious = yes\n");
        File.ReadAllText(Configuration).ShouldNotContain("precious");
        new FileInfo(Configuration).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void Another_limit_is_named()
    {
        _cache.Ensure(Fifty);

        _cache.Differences(ByteSize.FromGibibytes(20)).ShouldBe(["the compiler cache's limit is 50G, not 20G"]);
    }

    [Fact]
    public void Changing_the_limit_keeps_every_other_setting_of_the_user()
    {
        _cache.Ensure(Fifty);
        File.WriteAllText(Configuration, "# mine\nmax_size=50.0G\ncompression = false\nsloppiness =\n");

        _cache.Ensure(ByteSize.FromGibibytes(20));

        File.ReadAllLines(Configuration).ShouldBe(["max_size = 20G", "# mine", "compression = false", "sloppiness ="]);
    }

    [Fact]
    public void The_objects_in_the_cache_are_not_touched()
    {
        _cache.Ensure(Fifty);
        var kept = _host.Temp.Write("ceph/ccache/debian-12-reef/0/1/object", "x");

        _cache.Ensure(ByteSize.FromGibibytes(1));

        File.ReadAllText(kept).ShouldBe("x");
    }

    [Theory]
    [InlineData("max_size=50.0G")]
    [InlineData("max_size = 50Gi")]
    [InlineData("max_size = 50 GB")]
    [InlineData("  max_size =   50G  ")]
    public void The_limit_is_understood_as_ccache_writes_it(string line)
    {
        Directory.CreateDirectory(_cache.Folder);
        File.WriteAllText(Configuration, line + "\n");

        _cache.Differences(Fifty).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_without_a_configuration_gets_a_limit()
    {
        Directory.CreateDirectory(_cache.Folder);

        _cache.Differences(Fifty).ShouldBe(["the compiler cache's limit is not set, not 50G"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_real_ccache_reads_it()
    {
        Assert.SkipUnless(ExecutablePath.Find("ccache") is not null, "ccache is not installed");
        _cache.Ensure(ByteSize.FromGibibytes(50));

        var said = await Shell.RunAsync("/", "env", $"CCACHE_DIR={_cache.Folder}", "ccache", "--show-config");

        said.ShouldSatisfyAllConditions(
            () => said.ShouldContain("sloppiness = time_macros"),
            () => said.ShouldMatch(@"ccache\.conf\) max_size = (50\.0G|53\.7)"));
    }
}
