using System.Text.RegularExpressions;
using CephBuildEnv.Caching;
using CephBuildEnv.Text;

namespace CephBuildEnv.Runs;

/// <summary>Tells from what a run has left whether the compiler cache did its work, and if not, why probably not.</summary>
/// <param name="run">The run.</param>
/// <param name="record">Its record, complete.</param>
/// <param name="earlier">The runs before it, oldest first; read only when they matter.</param>
public sealed partial class CacheProof(RunFolder run, RunRecord record, IEnumerable<RunRecord> earlier)
{
    /// <summary>Of what has been compiled before, at least so much should be answered from the cache.</summary>
    public const double ExpectedHits = 0.8;

    private const string Removed = "results were removed: the cache was full, or somebody emptied it";

    // Fewer say nothing: a header that was touched misses as well.
    private const long FewestCompilations = 20;

    // ccache begins to remove results before the limit is reached: each of its folders has a limit of its own.
    private const double NearLimit = 0.95;

    /// <summary>What the user should know, a sentence each; empty when all is well.</summary>
    /// <param name="cache">That the run should have used.</param>
    public IEnumerable<string> Doubts(CompilerCache cache)
    {
        if (UsedFolder() is { } used && used != cache.Folder)
            yield return $"the compilers use the cache {used}, which is gone with the container, and not {cache.Folder}: something sets CCACHE_DIR or cache_dir";
        if (run.Cache is not { } counted)
            yield break;
        if (counted.Cleanups > 0 || (counted.Compilations > 0 && cache.Limit is { } limit && counted.Size > limit.Bytes * NearLimit))
        {
            yield return $"the compiler cache is full ({new ByteSize(counted.Size ?? 0)} of {cache.Limit}) and loses older results; " +
                "give it more: --ccache-size SIZE";
        }

        if (counted.Compilations >= FewestCompilations && counted.Hits < counted.Compilations * ExpectedHits && SameBefore() is { } before)
        {
            yield return $"{before.Run} compiled the same commit, and yet only {counted.Hits} of {counted.Compilations} compilations were " +
                $"answered from the cache; probable reason: {Reason(before, counted)}";
        }
    }

    private RunRecord? SameBefore() => record.Dirty || record.Commit is null
        ? null
        : earlier.LastOrDefault(other =>
            other is { Outcome: RunOutcome.Succeeded, Dirty: false } && other.Commit == record.Commit && other.CacheMisses > 0);

    private string Reason(RunRecord before, CacheStatistics counted) =>
        counted.Cleanups > 0 || before.CacheSize > 2 * run.CacheSizeBefore ? Removed
        : before.ImageId != record.ImageId ? "another image, so another compiler or other headers"
        : before.CacheSize > run.CacheSizeBefore ? Removed
        : "other compiler options than then: what was given to cmake?";

    // ccache names the folder in its configuration, versions before 3.7 in their statistics.
    private string? UsedFolder() => FolderPattern().Match(run.CacheConfiguration ?? "") is { Success: true } match ? match.Groups["folder"].Value : null;

    [GeneratedRegex(@"(^|\) )cache_dir = (?<folder>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FolderPattern();
}
