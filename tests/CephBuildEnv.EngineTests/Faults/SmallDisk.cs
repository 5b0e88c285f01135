using CephBuildEnv.EngineTests.Host;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>A /ceph of its own on a disk that can be filled, with the sample in it.</summary>
public sealed class SmallDisk : IDisposable
{
    private const string Filler = $"{CephFolder.Root}/src/filler";

    private readonly Lazy<Outcome> _build;
    private Aside? _ceph;

    public SmallDisk() => _build = new(() =>
    {
        _ceph = CephFolder.PutAside();
        Directory.CreateDirectory(CephFolder.Root);
        // What a build is refused without, and little more.
        Checkout.Read("mount", "-t", "tmpfs", "-o", "size=1200m,mode=755", "tmpfs", CephFolder.Root);
        CephFolder.SeedCache(_ceph, PrivateHost.Sample);
        return Checkout.Build("Build --distro debian-12 --release quickstart");
    });

    public void Ensure()
    {
        _build.Value.ShouldSucceed();
        Free();
    }

    /// <summary>Takes all that is free, to the last page.</summary>
    public static void Fill() => Checkout.Run("bash", "-c", $"cat /dev/zero >>{Filler}").Errors.Contains("No space left on device");

    public static void Free() => File.Delete(Filler);

    public static void ReadOnly() => Checkout.Read("mount", "-o", "remount,ro", CephFolder.Root);

    public static void Writable() => Checkout.Read("mount", "-o", "remount,rw", CephFolder.Root);

    public void Dispose() => _ceph?.Dispose();
}

[CollectionDefinition(Order.SmallDisk)]
public sealed class SmallDiskCollection : ICollectionFixture<SmallDisk>;
