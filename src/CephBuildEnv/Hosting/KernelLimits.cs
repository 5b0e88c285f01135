using System.Globalization;

namespace CephBuildEnv.Hosting;

/// <summary>Limits of the kernel that Ceph's tests run into: they are the host's, a container cannot raise them.</summary>
public static class KernelLimits
{
    /// <summary>What Ceph's packages set for fs.aio-max-nr: the default is enough for 16 OSDs.</summary>
    public const long WantedAsynchronousRequests = 1048576;

    /// <summary>Of them.</summary>
    public const long RequestsOfAnOsd = 4096;

    private const string File = "/proc/sys/fs/aio-max-nr";

    /// <summary>What raises it.</summary>
    public static string Remedy => $"sudo sysctl fs.aio-max-nr={WantedAsynchronousRequests}";

    /// <summary>fs.aio-max-nr; null when the kernel does not say.</summary>
    public static long? AsynchronousRequests => Path.Exists(File) ? long.Parse(System.IO.File.ReadAllText(File), CultureInfo.InvariantCulture) : null;
}
