namespace CephBuildEnv.EngineTests.Host;

/// <summary>A folder that is out of its place for as long as this lives. What stands in its place then is removed.</summary>
public sealed class Aside : IDisposable
{
    private static int _count;

    private readonly string _path;

    public Aside(string path)
    {
        _path = path;
        Checkout.Read("mv", "--no-target-directory", path, Kept);
    }

    /// <summary>Where it is meanwhile.</summary>
    public string Kept { get; } = $"/var/tmp/aside-{_count++}";

    public void Dispose()
    {
        // A disk that was mounted there goes first; usually there is none.
        Checkout.Run("umount", _path);
        Checkout.Read("rm", "-rf", _path);
        Checkout.Read("mv", "--no-target-directory", Kept, _path);
    }
}
