namespace CephBuildEnv.EngineTests.Host;

/// <summary><c>./build.sh Quickstart</c> on a host that has nothing, and the files it wrote anywhere on the disk.</summary>
public sealed record FirstRun(Outcome Outcome, IReadOnlyList<string> NewFiles)
{
    // Where in-private-host.sh shows what is written to this host's disk, and to no other.
    private const string Changes = "/run/changes";

    public static FirstRun Make()
    {
        // Compiling the program is not what is looked at here.
        Checkout.Build("--help").ShouldSucceed();
        var mark = Path.GetTempFileName();
        Thread.Sleep(50);
        var outcome = Checkout.Build("Quickstart").ShouldSucceed();
        var files = Checkout.ReadLines("find", Changes, "-newer", mark, "!", "-type", "d", "-printf", "/%P\\n");
        File.Delete(mark);
        return new(outcome, files);
    }
}
