using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>The sample source that Quickstart builds: made from this checkout, served on loopback while it is needed.</summary>
/// <remarks>
/// Its address is a name that only this project knows (.invalid is reserved for such), so that it stays the same whatever
/// port it is served on.
/// </remarks>
public sealed class SampleRepository : IDisposable
{
    /// <summary>The release that stands for it.</summary>
    public const string Release = "quickstart";

    public const string Address = AddressBase + "ceph.git";

    private const string AddressBase = "https://ceph-build-env.invalid/";

    private readonly GitDaemon _daemon;

    private SampleRepository(GitDaemon daemon) => _daemon = daemon;

    /// <summary>What git has to be told to reach it.</summary>
    public IReadOnlyDictionary<string, string> Rewrites => new Dictionary<string, string> { [AddressBase] = _daemon.Url };

    /// <summary>Makes the repositories, in the checkout's artifacts folder, and serves them.</summary>
    public static async Task<SampleRepository> ServeAsync(string checkout, CancellationToken cancellation)
    {
        var folder = Path.Combine(checkout, "artifacts", "sample");
        await CommandRunner.ReadAsync(new Command(Path.Combine(checkout, "tests/sample-ceph/make-repository.sh"), folder), cancellation);
        return new(await GitDaemon.StartAsync(folder, cancellation));
    }

    public void Dispose() => _daemon.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
