using CephBuildEnv.Caching;

namespace CephBuildEnv.Tests.Caching;

/// <summary>On what several versions of ccache say, kept in TestData/Ccache.</summary>
public sealed class CacheStatisticsTests
{
    [Theory]
    [InlineData("3.1-after.txt", 124, 62, (long)(10.3 * 1024 * 1024))]
    [InlineData("3.2-after.txt", 113, 30, 1_200_000)]
    [InlineData("3.6-people.txt", 1235, 422, 1_100_000_000)]
    [InlineData("3.7-machine.txt", 1235, 422, 1153433 * 1024L)]
    [InlineData("4.7-after.txt", 3, 4, 36 * 1024)]
    [InlineData("4.7-before.txt", 0, 3, 24 * 1024)]
    public void Counts_and_size_are_read_from_every_version(string file, long hits, long misses, long size) =>
        Read(file).ShouldBe(new CacheStatistics(hits, misses) { Size = size });

    [Theory]
    [InlineData("3.2-before.txt", "3.2-after.txt", 112, 23)]
    [InlineData("4.7-before.txt", "4.7-after.txt", 3, 1)]
    public void The_difference_of_two_readings_is_what_a_run_did(string before, string after, long hits, long misses) =>
        (Read(after) - Read(before)).ShouldBe(new CacheStatistics(hits, misses) { Size = Read(after).Size });

    [Theory]
    [InlineData("cleanups_performed\t0\ncache_miss\t1\n", "cleanups_performed\t3\ncache_miss\t1\n")]
    [InlineData("cleanups performed                     0\n", "cleanups performed                     3\n")]
    public void Results_that_were_removed_meanwhile_are_noticed(string before, string after) =>
        (CacheStatistics.Parse(after) - CacheStatistics.Parse(before)).Cleanups.ShouldBe(3);

    [Fact]
    public void Every_compilation_is_a_hit_or_a_miss() => Read("3.6-people.txt").Compilations.ShouldBe(1657);

    [Fact]
    public void A_cache_that_was_never_used_has_nothing() => CacheStatistics.Parse("").ShouldBe(new CacheStatistics(0, 0));

    private static CacheStatistics Read(string file) => CacheStatistics.Parse(Checkout.TestData("Ccache", file));
}
