using CephBuildEnv.Compilation;
using CephBuildEnv.Text;

namespace CephBuildEnv.Diagnostics;

/// <summary>Memory for at least one compile job, better for one on each processor.</summary>
public sealed class MemoryCheck : ICheck
{
    public string Name => "memory per job";

    public Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        var memory = new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var processors = Environment.ProcessorCount;
        var jobs = JobCount.Compute(processors, memory);
        var found = $"{memory} and {processors} processors: {jobs.Count} compile jobs ({jobs.Reason})";
        return Task.FromResult(memory.Bytes < JobCount.MemoryPerJob.Bytes
            ? CheckResult.Warning($"{found}; the largest files of Ceph take {JobCount.MemoryPerJob} each", "add memory or swap")
            : CheckResult.Good(found));
    }
}
