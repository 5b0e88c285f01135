namespace Nuke.Common.TestBuilds;

public sealed class PlanBuild : NukeBuild
{
    public static int Run() => Execute<PlanBuild>(x => x.All);

    public Target All => _ => _.DependsOn(E, A, C).Executes(() => { });
    public Target A => _ => _.Executes(() => { });
    public Target B => _ => _.Executes(() => { });
    public Target C => _ => _.DependsOn(B).Executes(() => { });
    public Target D => _ => _.DependentFor(A).Executes(() => { });
    public Target E => _ => _.Executes(() => { });
    public Target F => _ => _.Executes(() => { });
    public Target X => _ => _.Executes(() => { });
    public Target Y => _ => _.Executes(() => { });
    public Target First => _ => _.Before(Second).Executes(() => { });
    public Target Second => _ => _.Executes(() => { });
    public Target Last => _ => _.After(Second).Executes(() => { });
    public Target Group => _ => _.DependsOn(X);
    public Target Trigger => _ => _.Triggers(Triggered).Executes(() => { });
    public Target Triggered => _ => _.DependsOn(Y).Executes(() => { });
    public Target AlsoTriggered => _ => _.TriggeredBy(Trigger).Executes(() => { });
    public Target Awaits => _ => _.Executes(async () =>
    {
        await Task.Delay(20);
        Console.WriteLine("awaited");
    });
    public Target Returns => _ => _.Executes(() => "ignored");
    public Target PublishToNuGet => _ => _.Unlisted().Executes(() => Console.WriteLine("published"));
}
