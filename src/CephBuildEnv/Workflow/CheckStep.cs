using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Testing;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Builds Ceph's own unit tests and runs them, in the git build image.</summary>
public sealed class CheckStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Check";

    private const string Script = "check.sh";

    // Of ctest and of the script, for tests that failed and for none that ran.
    private const int TestsFailed = 8;

    private TestSelection Selection => Workspace.Options.Tests;

    private IEnumerable<string> Targets => Workspace.Options.BuildTargets is { Count: > 0 } targets ? targets.Select(target => target.Name) : [TestSelection.BuildTarget];

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Selection.RerunFailed && FailedLast(environment) is (var run, []) ? Decision.UpToDate($"no test failed in {run}, the last Check") : Decision.Need($"builds {string.Join(' ', Targets)} and runs {Selection.Description} with ctest"));

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        if (KernelLimits.AsynchronousRequests is { } limit and < KernelLimits.WantedAsynchronousRequests)
            Log.Warning("fs.aio-max-nr is {Limit}: tests that start many OSDs may fail; to raise it: {Remedy:l}", limit, KernelLimits.Remedy);
        RunRecord record;
        try
        {
            record = await new ContainerRuns(Workspace).RunAsync(await RequestAsync(environment, cancellation), cancellation);
        }
        catch (RunFailedException e) when (e.Record.Tests is { Failed: > 0 })
        {
            throw new RunFailedException(e.Record, Explain(e.Record, Workspace.Runs[environment]));
        }
        catch (RunFailedException e) when (e.Record.ExitCode == TestsFailed && e.Record.Tests is null or { Passed: 0 })
        {
            throw new RunFailedException(e.Record, $"{environment}: no test ran: {Selection.Description} are none of the tree's, or that is no regular expression of ctest's; look: {Workspace.Runs[environment].OutputFile}");
        }

        Log.Information("{Environment:l}: {Tests:l} in {Elapsed:l}; {JUnit:l}", environment.Key, $"{record.Tests}", $"{record.Elapsed:h\\:mm\\:ss}", JUnit(record, Workspace.Runs[environment]));
    }

    private (string Run, List<string> Tests) FailedLast(BuildEnvironment environment)
    {
        var last = new RunHistory(Workspace.Layout, environment).Runs.LastOrDefault(run => run.TestResults.Count > 0)
            ?? throw new UserException($"no Check of {environment} is recorded, so it is not known what failed; leave --rerun-failed out");
        return (last.Name, [.. CTestResults.Last(CTestResults.Read(last.TestResults)).Where(test => test.Outcome == TestOutcome.Failed).Select(test => test.Name)]);
    }

    private async Task<RunRequest> RequestAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        new(environment, ContainerSpecs.CheckVerb, ImageTags.Git(environment), Script, (Selection.RerunFailed ? Selection.Only(FailedLast(environment).Tests) : Selection).Arguments)
        {
            Adapt = spec => spec with { SharedMemory = ContainerSpecs.SharedMemoryOfDaemons.Bytes },
            Variables = new()
            {
                ["CEPH_TEST_TARGETS"] = string.Join(' ', Targets),
                ["CEPH_TEST_ATTEMPTS"] = $"{Selection.Attempts}",
                ["CEPH_TEST_JOBS"] = $"{Selection.Jobs ?? (await Workspace.JobsAsync(cancellation)).Count}",
            },
        };

    private static string Explain(RunRecord record, RunFolder run) =>
        $"""
        {record.Environment}: {record.Tests} after {record.Elapsed:h\:mm\:ss}
          {string.Join("\n  ", TestReport.Failures(CTestResults.Last(CTestResults.Read(run.TestResults))))}
          log: {run.OutputFile}
          {JUnit(record, run)}
          run those again: ./build.sh Check {EnvironmentParameters.Of(record.Distro, record.Release, record.Repository)} --rerun-failed
        """;

    // ctest's own, where it writes one. A test can put anything in its place.
    private static string JUnit(RunRecord record, RunFolder run)
    {
        if (FileStatus.Of(run.JUnitFile) is { IsFolder: true })
            return $"JUnit: {run.JUnitFile} is a folder that some test has made, so there is none";
        if (FileStatus.Of(run.JUnitFile) is not { IsFile: true })
            HostFiles.Replace(run.JUnitFile, JUnitReport.ToXml(record.Environment, record.Start, CTestResults.Last(CTestResults.Read(run.TestResults))));
        return $"JUnit: {run.JUnitFile}";
    }
}
