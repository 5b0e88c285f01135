using System.Text;
using CephBuildEnv.Engines;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

/// <summary>What is made of a container that nobody watched.</summary>
public sealed class RunReportTests : IDisposable
{
    private readonly TestHost _host = new TestHost().Prepared();
    private readonly RunFolder _run;

    public RunReportTests() => _run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);

    public void Dispose()
    {
        _run.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void One_that_ended_well_has_succeeded()
    {
        var record = Report(Container with { Finished = DateTimeOffset.UnixEpoch });

        (record.Outcome, record.ExitCode, record.End).ShouldBe((RunOutcome.Succeeded, 0, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void One_that_was_never_started_has_done_nothing()
    {
        var record = Report(Container);

        (record.Outcome, record.ExitCode, record.End).ShouldBe((RunOutcome.Lost, null, null));
    }

    [Theory]
    [InlineData("/s/a.cc:1:1: error: the cause\n", "\n")]
    [InlineData("", "\n/s/a.cc:1:1: error: the cause\n")]
    public void The_error_is_found_beside_a_line_that_is_larger_than_the_memory_for_it(string before, string after)
    {
        File.WriteAllText(_run.OutputFile, before);
        using (var log = new FileStream(_run.OutputFile, FileMode.Open))
        {
            log.SetLength(log.Length + (200 << 20));
            log.Seek(0, SeekOrigin.End);
            log.Write(Encoding.UTF8.GetBytes(after));
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var record = Report(Container with { Finished = DateTimeOffset.UnixEpoch, ExitCode = 1 });

        record.FirstError.ShouldBe("/s/a.cc:1:1: error: the cause");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(8 << 20);
    }

    private static ContainerState Container => new("1", Running: false, ExitCode: 0, OutOfMemory: false, Finished: null, new Dictionary<string, string>());

    private RunRecord Report(ContainerState container) => RunReport.EndedUnwatched(RunRecordTests.Running, _run, container, "/ceph/src/debian-12-reef/build");
}
