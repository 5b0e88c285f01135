using CephBuildEnv.Caching;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 31, 7, TimeSpan.FromHours(1));

    private readonly TestHost _host = new TestHost().Prepared();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Its_name_is_the_time_and_the_verb() => Create().Name.ShouldBe("20261122-103107-build");

    [Fact]
    public void Two_runs_of_one_second_have_two_folders() =>
        Enumerable.Range(0, 3).Select(_ => Create().Name).ShouldBe(["20261122-103107-build", "20261122-103107-build-02", "20261122-103107-build-03"]);

    [Fact]
    public void Each_environment_has_its_own() => Create().Folder.ShouldBe($"{_host.Root}/logs/debian-12-reef/20261122-103107-build");

    [Fact]
    public void A_record_is_replaced_in_one_step_and_leaves_nothing_beside_it()
    {
        var folder = Create();
        folder.Write(RunRecordTests.Running);
        folder.Write(RunRecordTests.Ended);

        Directory.EnumerateFileSystemEntries(folder.Folder).Select(path => Path.GetFileName(path)).ShouldBe(["run.json"]);
        RunFolder.LastRecord(_host.Layout, TestHost.Environment()).ShouldBe(RunRecordTests.Ended);
    }

    [Fact]
    public void The_last_record_is_that_of_the_newest_run()
    {
        Create().Write(RunRecordTests.Ended);
        RunFolder.Create(_host.Layout, TestHost.Environment(), "build", Now.AddMinutes(1)).Write(RunRecordTests.Ended with { Run = "newest" });

        RunFolder.LastRecord(_host.Layout, TestHost.Environment())!.Run.ShouldBe("newest");
    }

    [Fact]
    public void Of_eleven_runs_in_one_second_the_last_is_the_newest()
    {
        for (var i = 1; i <= 11; i++)
            Create().Write(RunRecordTests.Ended with { Run = $"{i}" });

        RunFolder.LastRecord(_host.Layout, TestHost.Environment())!.Run.ShouldBe("11");
    }

    [Fact]
    public void A_run_that_has_no_record_yet_is_passed_over()
    {
        Create().Write(RunRecordTests.Ended);
        RunFolder.Create(_host.Layout, TestHost.Environment(), "interactive", Now.AddMinutes(1));

        RunFolder.LastRecord(_host.Layout, TestHost.Environment()).ShouldBe(RunRecordTests.Ended);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"run\": ")]
    [InlineData("{}")]
    public void A_record_that_cannot_be_read_is_none(string content)
    {
        File.WriteAllText(Path.Combine(Create().Folder, "run.json"), content);

        RunFolder.LastRecord(_host.Layout, TestHost.Environment()).ShouldBeNull();
    }

    [Fact]
    public void Without_runs_there_is_no_last_record() => RunFolder.LastRecord(_host.Layout, TestHost.Environment("never")).ShouldBeNull();

    [Fact]
    public void What_the_scripts_report_is_read()
    {
        var folder = Create();
        File.WriteAllText(Path.Combine(folder.Folder, "stage"), "compile\n");
        File.WriteAllText(Path.Combine(folder.Folder, "ccache-before.txt"), Checkout.TestData("Ccache", "4.7-before.txt"));
        File.WriteAllText(Path.Combine(folder.Folder, "ccache-after.txt"), Checkout.TestData("Ccache", "4.7-after.txt"));

        folder.Stage.ShouldBe("compile");
        folder.Cache.ShouldBe(new CacheStatistics(3, 1));
    }

    [Fact]
    public void What_the_scripts_did_not_get_to_report_is_unknown()
    {
        var folder = Create();
        File.WriteAllText(Path.Combine(folder.Folder, "ccache-before.txt"), "");

        folder.Stage.ShouldBeNull();
        folder.Cache.ShouldBeNull();
    }

    private RunFolder Create() => RunFolder.Create(_host.Layout, TestHost.Environment(), "build", Now);
}
