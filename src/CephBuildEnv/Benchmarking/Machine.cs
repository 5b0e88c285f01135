using System.Runtime.InteropServices;
using CephBuildEnv.Engines;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Benchmarking;

/// <summary>What figures were taken on.</summary>
public static class Machine
{
    /// <summary>A fact a line, for people.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(IContainerEngine engine, CancellationToken cancellation)
    {
        var info = await engine.GetInfoAsync(cancellation);
        var git = await Git.VersionAsync(cancellation);
        return
        [
            $"{Environment.ProcessorCount} processors ({Model()}), {new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory",
            $"{RuntimeInformation.OSDescription}, .NET {Environment.Version}, git {git}",
            $"{engine.Endpoint.Kind} {info.Version}",
        ];
    }

    private static string Model() => File.Exists("/proc/cpuinfo") &&
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name")) is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
