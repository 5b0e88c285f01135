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

    private static readonly ByteSize LeastMemory = ByteSize.FromGibibytes(0.125);

    // More than any host or farm of compilers has: a build tool would start as many as it finds work for.
    private const int Most = 4096;

    /// <summary>For people: <c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Text(int count) => count == 1 ? "1 job" : $"{count} jobs";

    /// <exception cref="UserException">It is less than 1, or more than any host can run.</exception>
    public static int Checked(int wanted) => wanted switch
    {
        < 1 => throw new UserException($"--jobs: {wanted} is too few; use 1 or more"),
        > Most => throw new UserException($"--jobs: {wanted} is too many; use {Most} or fewer"),
        _ => wanted,
    };

    /// <exception cref="UserException">No compiler can do with so little.</exception>
    public static ByteSize CheckedMemory(ByteSize wanted) => wanted.Bytes >= LeastMemory.Bytes
        ? wanted
        : throw new UserException($"--memory: {wanted} is too little for a compiler; give it {LeastMemory} or more");

    /// <summary>As <c>--jobs</c> says.</summary>
    public static JobCount Asked(int wanted) => new(Checked(wanted), "--jobs");

    /// <summary>For another attempt, after so many jobs ran out of memory.</summary>
    public static JobCount Half(int jobs) => new(Math.Max(1, jobs / 2), $"{jobs} ran out of memory");

    /// <param name="processors">That the container may use.</param>
    /// <param name="memory">That the container may use.</param>
    public static JobCount Compute(int processors, ByteSize memory)
    {
        var byMemory = (int)(memory.Bytes / MemoryPerJob.Bytes);
        return byMemory < processors
            ? new(Math.Max(1, byMemory), $"{memory} of memory, {MemoryPerJob} per job")
            : new(processors, $"{processors} processors");
    }
}
