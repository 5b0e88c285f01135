using CephBuildEnv.Failures;

namespace CephBuildEnv.Tests.Failures;

/// <summary>What a report keeps of an output. Memory is counted for the whole process, so no other test runs meanwhile.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class FailureReportMemoryTests
{
    [Fact]
    public void A_longer_output_takes_no_more_memory()
    {
        var report = new FailureReport();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var number = 0; number < 100_000; number++)
            report.Add($"/s/a{number}.cc:1:1: error: one of many, in a line that is long enough to be noticed where it is kept");

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(4 << 20);
        report.Failure!.File.ShouldBe("/s/a0.cc");
    }
}
