using Serilog;

namespace Nuke.Common.TestBuilds;

public sealed class StatusBuild : NukeBuild
{
    public static int Run() => Execute<StatusBuild>(x => x.Bundle);

    [Parameter("Exit code to set")] private readonly int? Code;

    public Target Bundle => _ => _.DependsOn(AfterFail, Assured).Executes(() => { });
    public Target Assured => _ => _.AssuredAfterFailure().Executes(() => Log.Information("cleanup"));
    public Target AfterFail => _ => _.DependsOn(Failing).Executes(() => { });
    public Target Failing => _ => _.DependsOn(Prepare).Executes(() => throw new InvalidOperationException("first line\nsecond line"));
    public Target Prepare => _ => _.Executes(() => Log.Information("preparing {Thing}", "things"));

    public Target AfterProceed => _ => _.DependsOn(Proceed).Executes(() => Log.Information("after proceed"));
    public Target Proceed => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("soft"));

    public Target Warn => _ => _.DependsOn(Prepare).Executes(() => Log.Warning("careful with {Thing}", "it"));
    public Target Query => _ => _.Description("Prints a result").Executes(() =>
    {
        Log.Information("asking");
        Console.WriteLine("result");
    });

    public Target SetCode => _ => _.Executes(() => ExitCode = Code);

    protected override void OnBuildInitialized() => Hook("initialized");
    protected override void OnBuildFinished() => Hook("finished");

    private static void Hook(string what)
    {
        if (Environment.GetEnvironmentVariable("HOOKS") != null)
            Console.WriteLine($"HOOK {what}");
    }
}
