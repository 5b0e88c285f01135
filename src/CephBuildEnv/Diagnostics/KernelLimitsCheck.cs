using CephBuildEnv.Hosting;

namespace CephBuildEnv.Diagnostics;

/// <summary>The kernel's limits are as Ceph's tests want them.</summary>
public sealed class KernelLimitsCheck : ICheck
{
    public string Name => "kernel limits";

    public Task<CheckResult> RunAsync(CancellationToken cancellation) => Task.FromResult(KernelLimits.AsynchronousRequests switch
    {
        null => CheckResult.Warning("fs.aio-max-nr is not known", "look at it: sysctl fs.aio-max-nr"),
        >= KernelLimits.WantedAsynchronousRequests and { } enough => CheckResult.Good($"fs.aio-max-nr is {enough}"),
        { } few => CheckResult.Warning($"fs.aio-max-nr is {few}; Ceph's tests with many OSDs want {KernelLimits.WantedAsynchronousRequests}", KernelLimits.Remedy),
    });
}
