using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Diagnostics;

/// <summary>Room for a debug build of Ceph: about 40 GB, says Ceph's doc/install/build-ceph.rst.</summary>
public sealed class SpaceCheck(HostLayout layout) : ICheck
{
    private static readonly ByteSize Wanted = ByteSize.FromGibibytes(40);

    public string Name => "disk space";

    public Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.Exists(layout.Root) ? layout.Root : "/";
        var free = new ByteSize(new DriveInfo(folder).AvailableFreeSpace);
        var found = $"{free} free for {layout.Root}; a debug build of Ceph takes about {Wanted}";
        return Task.FromResult(free.Bytes >= Wanted.Bytes
            ? CheckResult.Good(found)
            : CheckResult.Warning(found, "see what takes it: ./build.sh DiskUsage, or put /ceph on a larger disk: ./build.sh Prepare --ceph-dir FOLDER"));
    }
}
