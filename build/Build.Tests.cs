using CephBuildEnv.Compilation;
using CephBuildEnv.Testing;
using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Ceph's own tests.</summary>
sealed partial class BuildScript
{
    [Parameter("Tests that Check runs: a regular expression of their names; default: all.")]
    readonly string? Tests;

    [Parameter("Tests that Check leaves out: a regular expression of their names; default: none.")]
    readonly string? Exclude;

    [Parameter("Check runs only the tests that failed last time; default: all.")]
    readonly bool RerunFailed;

    [Parameter("How often Check runs a test that fails: until-pass:N; default: once.")]
    readonly string? Repeat;

    [Parameter("Tests that Check runs at once; default: as many as compile jobs.")]
    readonly int? TestJobs;

    Target Check => _ => _
        .Description("Builds Ceph's own unit tests and runs them.")
        .DependsOn(Build)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<CheckStep>())
        .Executes(() => Do<CheckStep>());

    TestSelection SelectedTests() => new TestSelection
    {
        Tests = string.IsNullOrEmpty(Tests) ? null : Tests,
        Exclude = string.IsNullOrEmpty(Exclude) ? null : Exclude,
        RerunFailed = RerunFailed,
        Attempts = string.IsNullOrEmpty(Repeat) ? 1 : TestSelection.ParseRepeat(Repeat),
        Jobs = TestJobs is { } jobs ? JobCount.Checked(jobs, "--test-jobs") : null,
    }.Checked();
}
