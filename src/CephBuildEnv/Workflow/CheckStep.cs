using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Locking;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Testing;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>Builds Ceph's own unit tests and runs them, in the git build image.</summary>
public sealed class CheckStep(Workspace workspace) : WorkflowStep(StepName, workspace)
{
    public const string StepName = "Check";

    private const string Script = "check.sh";

    private TestSelection Selection => Workspace.Options.Tests;

    public override IEnumerable<Work> Works() => Workspace.Options.Environments.Select(environment => new Work(
        environment.Key,
        _ => Task.FromResult(Decision.Need($"builds the target tests and runs {Selection.Description} with ctest")),
        cancellation => ActAsync(environment, cancellation))
    {
        Requires = environment.Distro.Name,
    });

    private async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = ResourceLock.Take(Workspace.Layout, LockNames.Source(environment), $"the source tree of {environment}");
        RunRecord record;
        try
        {
            record = await new ContainerRuns(Workspace).RunAsync(await RequestAsync(environment, cancellation), cancellation);
        }
        catch (RunFailedException e) when (e.Record.Tests is { Failed: > 0 })
        {
            throw new RunFailedException(e.Record, Explain(e.Record, Workspace.Runs[environment]));
        }

        Log.Information("{Environment:l}: {Tests:l} in {Elapsed:l}; {JUnit:l}", environment.Key, $"{record.Tests}", $"{record.Elapsed:h\\:mm\\:ss}", JUnit(record, Workspace.Runs[environment]));
    }

    private async Task<RunRequest> RequestAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        new(environment, ContainerSpecs.CheckVerb, ImageTags.Git(environment), Script, Selection.Arguments)
        {
            Variables = new()
            {
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

    // ctest's own, where it writes one.
    private static string JUnit(RunRecord record, RunFolder run)
    {
        if (!File.Exists(run.JUnitFile))
            HostFiles.Replace(run.JUnitFile, JUnitReport.ToXml(record.Environment, record.Start, CTestResults.Last(CTestResults.Read(run.TestResults))));
        return $"JUnit: {run.JUnitFile}";
    }
}
