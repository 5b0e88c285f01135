using Shouldly;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>Everything that a run may have changed: files below /ceph with size and time, images, containers.</summary>
public sealed class HostState
{
    private readonly HashSet<string> _lines = [.. Files(), .. Docker.Everything()];

    /// <summary>Nothing was added, removed or changed since this was taken.</summary>
    public void ShouldBeUnchanged()
    {
        var now = new HostState()._lines;
        now.Except(_lines).Take(20).ShouldBeEmpty("is new");
        _lines.Except(now).Take(20).ShouldBeEmpty("is gone");
    }

    private static string[] Files() => Path.Exists(CephFolder.Root) || new FileInfo(CephFolder.Root).LinkTarget is not null
        ? Checkout.ReadLines("find", CephFolder.Root, "-printf", "%p %y %s %T@ %u %l\\n")
        : [];
}
