using CephBuildEnv.Caching;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();
    private readonly RunFolder _run;

    public RunFolderTests() => _run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);

    public void Dispose()
    {
        _run.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void A_record_is_replaced_in_one_step_and_leaves_nothing_beside_it()
    {
        _run.Write(RunRecordTests.Running);
        _run.Write(RunRecordTests.Ended);
        _run.Dispose();

        Directory.EnumerateFileSystemEntries(_run.Folder).Order().ShouldBe([_run.Reports, _run.RecordPath]);
        _run.Record.ShouldBe(RunRecordTests.Ended);
    }

    [Fact]
    public void As_long_as_somebody_watches_it_goes_on()
    {
        _run.Write(RunRecordTests.Running);

        Found().IsWatched.ShouldBeTrue();
        Found().Record.ShouldBe(RunRecordTests.Running);
    }

    [Fact]
    public void When_nobody_watches_any_more_it_is_lost()
    {
        _run.Write(RunRecordTests.Running);
        _run.Dispose();

        Found().IsWatched.ShouldBeFalse();
        Found().Record.ShouldBe(RunRecordTests.Running with { Outcome = RunOutcome.Lost });
    }

    [Fact]
    public void What_was_killed_is_abandoned_until_its_loss_is_recorded()
    {
        _run.Write(RunRecordTests.Running);
        Found().IsAbandoned.ShouldBeFalse();
        _run.Dispose();
        Found().IsAbandoned.ShouldBeFalse();
        // As a process leaves it that had no time to remove it.
        File.WriteAllText(Path.Combine(_run.Folder, ".watched"), "");
        Found().IsAbandoned.ShouldBeTrue();

        Found().RecordLoss();

        Found().IsAbandoned.ShouldBeFalse();
        File.ReadAllText(_run.RecordPath).ShouldContain("\"outcome\": \"lost\"", Case.Insensitive);
    }

    [Fact]
    public void A_run_that_begins_at_this_moment_is_not_lost()
    {
        _run.Dispose();
        File.WriteAllText(Path.Combine(_run.Folder, ".watched"), "");

        Found().RecordLoss();

        Found().IsAbandoned.ShouldBeTrue();
        File.Exists(_run.RecordPath).ShouldBeFalse();
    }

    [Fact]
    public void An_end_that_was_recorded_stays()
    {
        _run.Write(RunRecordTests.Ended);
        _run.Dispose();

        Found().Record.ShouldBe(RunRecordTests.Ended);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"run\": ")]
    [InlineData("{}")]
    [InlineData("\0\0\0\0")]
    public void A_record_that_cannot_be_read_is_none(string content)
    {
        File.WriteAllText(_run.RecordPath, content);

        _run.Record.ShouldBeNull();
    }

    [Fact]
    public void What_the_scripts_report_is_read()
    {
        Report("stage", "compile\n");
        Report("memory-peak", "12345678\n");
        Report("ccache-before.txt", Checkout.TestData("Ccache", "4.7-before.txt"));
        Report("ccache-after.txt", Checkout.TestData("Ccache", "4.7-after.txt"));

        _run.Stage.ShouldBe("compile");
        _run.PeakMemory.ShouldBe(12345678);
        _run.Cache.ShouldBe(new CacheStatistics(3, 1) { Size = 36 * 1024 });
    }

    // They run code of the branch.
    [Theory(Timeout = 10_000)]
    [InlineData("ln -s /etc/passwd stage")]
    [InlineData("mkfifo stage")]
    [InlineData("mkdir stage")]
    public async Task A_report_that_is_no_file_is_none(string command)
    {
        await Shell.RunAsync(_run.Reports, "bash", "-c", command);

        _run.Stage.ShouldBeNull();
    }

    [Fact]
    public async Task A_report_without_end_is_read_to_a_bound()
    {
        await Shell.RunAsync(_run.Reports, "truncate", "--size", "20G", "stage");

        _run.Stage!.Length.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task A_record_that_is_a_folder_is_none()
    {
        await Shell.RunAsync(_run.Folder, "mkdir", "run.json");

        _run.Record.ShouldBeNull();
    }

    [Fact]
    public void What_the_scripts_did_not_get_to_report_is_unknown()
    {
        Report("ccache-before.txt", "");

        _run.Stage.ShouldBeNull();
        _run.Cache.ShouldBeNull();
        _run.PeakMemory.ShouldBeNull();
    }

    private void Report(string name, string content) => File.WriteAllText(Path.Combine(_run.Reports, name), content);

    // As another process finds it.
    private RunFolder Found() => new(_run.Folder);
}
