using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>How many compilations run at once.</summary>
/// <param name="Count">At least 1.</param>
/// <param name="Reason">For people: what limits it.</param>
public sealed record JobCount(int Count, string Reason)
{
    /// <summary>
    /// What one compile job of Ceph may need. From Ceph's own cmake/modules/LimitJobs.cmake: 3500 MiB; linking takes more,
    /// but seldom on every job at once.
    /// </summary>
    public static readonly ByteSize MemoryPerJob = ByteSize.FromGibibytes(3.5);

    // More than any host or farm of compilers has: a build tool would start as many as it finds work for.
    private const int Most = 4096;

    /// <exception cref="UserException">It is less than 1, or more than any host can run.</exception>
    public static int Checked(int wanted) => wanted switch
    {
        < 1 => throw new UserException($"--jobs: {wanted} is too few; use 1 or more"),
        > Most => throw new UserException($"--jobs: {wanted} is too many; use {Most} or fewer"),
        _ => wanted,
    };

    /// <param name="wanted"><c>--jobs</c>; null computes it.</param>
    /// <param name="processors">That the container may use.</param>
    /// <param name="memory">That the container may use.</param>
    public static JobCount Compute(int? wanted, int processors, ByteSize memory)
    {
        if (wanted is { } asked)
            return new(Checked(asked), "--jobs");
        var byMemory = (int)(memory.Bytes / MemoryPerJob.Bytes);
        return byMemory < processors
            ? new(Math.Max(1, byMemory), $"{memory} of memory, {MemoryPerJob} per job")
            : new(processors, $"{processors} processors");
    }
}
