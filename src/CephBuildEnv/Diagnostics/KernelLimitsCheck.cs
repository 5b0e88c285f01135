using System.Globalization;

namespace CephBuildEnv.Diagnostics;

/// <summary>Limits of the kernel that Ceph's tests run into: they are the host's, a container cannot raise them.</summary>
public sealed class KernelLimitsCheck : ICheck
{
    // What Ceph's packages set: an OSD takes about 4096 of them, and the default allows 14.
    private const long WantedAsynchronousRequests = 1048576;

    private const string AsynchronousRequests = "/proc/sys/fs/aio-max-nr";

    public string Name => "kernel limits";

    public Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(AsynchronousRequests))
            return Task.FromResult(CheckResult.Warning("fs.aio-max-nr is not known", "look at it: sysctl fs.aio-max-nr"));
        var limit = long.Parse(File.ReadAllText(AsynchronousRequests), CultureInfo.InvariantCulture);
        var found = $"fs.aio-max-nr is {limit}";
        return Task.FromResult(limit >= WantedAsynchronousRequests
            ? CheckResult.Good(found)
            : CheckResult.Warning(
                $"{found}; Ceph's tests with many OSDs want {WantedAsynchronousRequests}", $"sudo sysctl fs.aio-max-nr={WantedAsynchronousRequests}"));
    }
}
