using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>How many compilations run at once.</summary>
/// <param name="Count">At least 1.</param>
/// <param name="Reason">For people: what limits it.</param>
public sealed record JobCount(int Count, string Reason)
{
    /// <summary>What one compile job of Ceph may need. From Ceph's own cmake/modules/LimitJobs.cmake: 3500 MiB.</summary>
    public static readonly ByteSize MemoryPerJob = ByteSize.FromGibibytes(3.5);

    /// <summary>What one link of Ceph may need. From the same file: 4500 MiB.</summary>
    public static readonly ByteSize MemoryPerLink = ByteSize.FromGibibytes(4.5);

    private static readonly ByteSize LeastMemory = ByteSize.FromGibibytes(0.125);

    // More than any host or farm of compilers has: a build tool would start as many as it finds work for.
    private const int Most = 4096;

    /// <summary>How many of the jobs may be links, which take more memory; at least 1.</summary>
    public int Links { get; init; } = Count;

    /// <summary>For people: <c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Text(int count) => count == 1 ? "1 job" : $"{count} jobs";

    /// <exception cref="UserException">It is less than 1, or more than any host can run.</exception>
    public static int Checked(int wanted, string parameter = "--jobs") => wanted switch
    {
        < 1 => throw new UserException($"{parameter}: {wanted} is too few; use 1 or more"),
        > Most => throw new UserException($"{parameter}: {wanted} is too many; use {Most} or fewer"),
        _ => wanted,
    };

    /// <exception cref="UserException">No compiler can do with so little.</exception>
    public static ByteSize CheckedMemory(ByteSize wanted) => wanted.Bytes >= LeastMemory.Bytes
        ? wanted
        : throw new UserException($"--memory: {wanted} is too little for a compiler; give it {LeastMemory} or more");

    /// <summary>As <c>--jobs</c> says; links are limited by memory all the same.</summary>
    public static JobCount Asked(int wanted, ByteSize memory) => Limited(Checked(wanted), "--jobs", memory);

    /// <summary>For another attempt, after so many jobs ran out of memory.</summary>
    public static JobCount Half(JobCount jobs) =>
        new(Math.Max(1, jobs.Count / 2), $"{jobs.Count} ran out of memory") { Links = Math.Max(1, jobs.Links / 2) };

    /// <param name="processors">That the container may use.</param>
    /// <param name="memory">That the container may use.</param>
    public static JobCount Compute(int processors, ByteSize memory)
    {
        var byMemory = (int)(memory.Bytes / MemoryPerJob.Bytes);
        return byMemory < processors
            ? Limited(Math.Max(1, byMemory), $"{memory} of memory, {MemoryPerJob} per job", memory)
            : Limited(processors, $"{processors} processors", memory);
    }

    private static JobCount Limited(int jobs, string reason, ByteSize memory) =>
        new(jobs, reason) { Links = (int)Math.Clamp(memory.Bytes / MemoryPerLink.Bytes, 1, jobs) };
}
