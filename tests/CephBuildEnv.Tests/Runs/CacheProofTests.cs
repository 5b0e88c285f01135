using CephBuildEnv.Caching;
using CephBuildEnv.Runs;
using CephBuildEnv.Text;

namespace CephBuildEnv.Tests.Runs;

/// <summary>What a build says about a compiler cache that did not do its work.</summary>
public sealed class CacheProofTests : IDisposable
{
    private const long Mebibyte = 1024;

    private static readonly RunRecord Built = RunRecordTests.Ended with
    {
        Run = "0001-build", Outcome = RunOutcome.Succeeded, Dirty = false, CacheHits = 0, CacheMisses = 62, CacheSize = 10 * Mebibyte * 1024,
    };

    private readonly TestHost _host = new TestHost().Prepared();
    private readonly RunFolder _run;
    private readonly CompilerCache _cache;

    public CacheProofTests()
    {
        _run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);
        _cache = new(_host.Layout, TestHost.Environment());
        _cache.Ensure(ByteSize.Parse("100M", "size"));
    }

    public void Dispose()
    {
        _run.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void One_that_answers_what_was_compiled_before_is_not_doubted()
    {
        Count(hits: 62, misses: 0);

        Doubts(Built).ShouldBeEmpty();
    }

    [Fact]
    public void A_first_build_has_nothing_to_hit()
    {
        Count(hits: 0, misses: 62);

        Doubts().ShouldBeEmpty();
        Doubts(Built with { Commit = "another" }).ShouldBeEmpty();
        Doubts(Built with { Dirty = true }).ShouldBeEmpty();
        Doubts(Built with { Outcome = RunOutcome.Failed }).ShouldBeEmpty();
    }

    [Fact]
    public void A_few_files_say_nothing()
    {
        Count(hits: 0, misses: 19);

        Doubts(Built).ShouldBeEmpty();
    }

    [Fact]
    public void A_rebuild_that_misses_is_doubted_with_the_image_as_the_probable_reason()
    {
        Count(hits: 49, misses: 13, sizeBefore: 10 * Mebibyte);

        Doubts(Built with { ImageId = "sha256:0" }).ShouldHaveSingleItem().ShouldBe(
            "0001-build compiled the same commit, and yet only 49 of 62 compilations were answered from the cache; " +
            "probable reason: another image, so another compiler or other headers");
    }

    [Fact]
    public void Or_that_the_cache_was_emptied()
    {
        Count(hits: 0, misses: 62, sizeBefore: 2 * Mebibyte);

        Doubts(Built).ShouldHaveSingleItem().ShouldEndWith("probable reason: results were removed: the cache was full, or somebody emptied it");
    }

    [Fact]
    public void Or_the_options()
    {
        Count(hits: 0, misses: 62, sizeBefore: 10 * Mebibyte);

        Doubts(Built).ShouldHaveSingleItem().ShouldEndWith("probable reason: other compiler options than then: what was given to cmake?");
    }

    [Theory]
    [InlineData(96, 0)]
    [InlineData(50, 3)]
    public void One_that_loses_results_asks_for_more_room(int mebibytes, int cleanups)
    {
        Count(hits: 5, misses: 5, mebibytes * Mebibyte, cleanups);

        Doubts().ShouldHaveSingleItem().ShouldBe($"the compiler cache is full ({mebibytes}M of 100M) and loses older results; give it more: --ccache-size SIZE");
    }

    [Theory]
    [InlineData("(environment) cache_dir = /root/.ccache")]
    [InlineData("cache_dir = /root/.ccache")]
    public void One_inside_the_container_is_noticed(string configuration)
    {
        Report("ccache-config.txt", $"(default) base_dir = \n{configuration}\n(default) compiler = \n");

        Doubts().ShouldHaveSingleItem().ShouldStartWith($"the compilers use the cache /root/.ccache, which is gone with the container, and not {_cache.Folder}");
    }

    [Fact]
    public void The_one_on_the_host_is_right()
    {
        Report("ccache-config.txt", $"(environment) cache_dir = {_cache.Folder}\n");

        Doubts().ShouldBeEmpty();
    }

    private IEnumerable<string> Doubts(params RunRecord[] earlier) => new CacheProof(_run, Built with { Run = _run.Name }, earlier).Doubts(_cache);

    // In ccache's unit, kibibytes.
    private void Count(int hits, int misses, long size = 20 * Mebibyte, int cleanups = 0, long sizeBefore = 0)
    {
        Report("ccache-before.txt", $"cache_miss\t0\ncleanups_performed\t0\ncache_size_kibibyte\t{sizeBefore}\n");
        Report("ccache-after.txt", $"cache_miss\t{misses}\ndirect_cache_hit\t{hits}\ncleanups_performed\t{cleanups}\ncache_size_kibibyte\t{size}\n");
    }

    private void Report(string name, string content) => File.WriteAllText(Path.Combine(_run.Reports, name), content);
}
