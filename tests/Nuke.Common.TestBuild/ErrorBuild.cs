namespace Nuke.Common.TestBuilds;

public sealed class ErrorBuild : NukeBuild
{
    public static int Run() => Execute<ErrorBuild>(x => x.User);

    [Parameter("Where to fail")] private readonly string? At;

    public Target User => _ => _.Executes(() => throw new UserError("no engine answers; start one"));
    public Target Several => _ => _.Executes(() => throw new AggregateException(new UserError("debian-12 failed"), new UserError("debian-13 failed")));
    public Target Fault => _ => _.Executes(() => throw new InvalidOperationException("a fault"));
    public Target Lines => _ => _.Executes(() => throw new UserError("it failed; its last lines:\n  one\n  two"));
    public Target Wordy => _ => _.Executes(() => throw new UserError(new string('x', 100)));
    public Target After => _ => _.DependsOn(Lines).Executes(() => { });

    protected override void OnBuildInitialized() => FailAt("initialized");

    private void FailAt(string place)
    {
        if (At == place)
            throw new UserError($"failed when {place}");
    }
}
