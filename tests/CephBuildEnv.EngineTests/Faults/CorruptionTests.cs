using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>Files that are not what they should be.</summary>
[Collection(Order.Corruption)]
public sealed class CorruptionTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void Image_archive_that_ends_within_a_file() => RefusesArchive("truncate --size=1000");

    // After its first file: for a reader of archives, this is one that has no more.
    [Fact]
    public void Image_archive_that_ends_between_two_files() => RefusesArchive("truncate --size=1024");

    [Theory]
    [InlineData("")]
    [InlineData("{ \"schema\": 1, \"run\": ")]
    [InlineData("{ \"schema\": 99 }")]
    public void Run_record(string content)
    {
        Checkout.Build(Build).ShouldSucceed();
        var run = RunFile.Last(PrivateHost.Sample);
        var record = File.ReadAllText(run.RecordPath);
        File.WriteAllText(run.RecordPath, content);
        try
        {
            Checkout.Build("Status").ShouldSucceed();
            Checkout.Build($"Logs {Options}").ShouldSucceed().Errors.ShouldContain($"its record cannot be read: {run.RecordPath}");
            CephFolder.ChangeNothingThatIsCompiled();
            ShouldGoOn();
            File.ReadAllText(run.RecordPath).ShouldBe(content);
        }
        finally
        {
            File.WriteAllText(run.RecordPath, record);
        }
    }

    // What else can be wrong with it is in DamagedSourceTests.
    [Fact]
    public void Object_store()
    {
        var store = File.ReadAllText($"{Tree}/.git/objects/info/alternates").Trim();
        Checkout.Read("bash", "-c", $"for pack in {store}/pack/*.pack; do chmod u+w $pack; dd if=/dev/zero of=$pack bs=64 seek=1 count=32 conv=notrunc status=none; done");
        Checkout.Run("git", "-C", Tree, "fsck", "--connectivity-only").ExitCode.ShouldNotBe(0);

        // A build that has nothing to look at asks git for little.
        CephFolder.ChangeNothingThatIsCompiled();
        Checkout.Build(Build).ShouldSucceed();

        Checkout.Read("git", "-C", Tree, "fsck");
        ShouldGoOn();
    }

    private void RefusesArchive(string cut)
    {
        using var distro = new SmallDistro();
        using (var broken = Wrapper.InPlaceOf("mmdebstrap", $"{SmallDistro.Mmdebstrap}{cut} \"${{@: -1}}\"\n"))
            ShouldSay(Run(broken), "small-1", "incomplete");
        SmallDistro.IsUnknown.ShouldBeTrue();

        using (var whole = Wrapper.InPlaceOf("mmdebstrap", SmallDistro.Mmdebstrap))
            Run(whole).ShouldSucceed();
        ShouldGoOn();

        static Outcome Run(Wrapper wrapper) => Checkout.Build(SmallDistro.Build.Split(' '), wrapper.Path);
    }
}
