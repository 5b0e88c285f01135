namespace Nuke.Common.TestBuilds;

public sealed class SkipBuild : NukeBuild
{
    public static int Run() => Execute<SkipBuild>(x => x.All);

    private static bool On => false;

    public Target Trig => _ => _.Executes(() => { });
    public Target All => _ => _.DependsOn(SExec, SSkip, DSkip).Executes(() => { });
    public Target DSkip => _ => _.DependsOn(Dep4).Triggers(Trig).OnlyWhenDynamic(() => On).Executes(() => { });
    public Target Dep4 => _ => _.Executes(() => { });
    public Target SSkip => _ => _.DependsOn(Dep1, Dep2)
        .OnlyWhenStatic(() => On
            && !On)
        .OnlyWhenStatic(() => !On)
        .OnlyWhenStatic(() => On)
        .Executes(() => { });
    public Target Dep1 => _ => _.Executes(() => { });
    public Target Dep2 => _ => _.Executes(() => { });
    public Target SExec => _ => _.DependsOn(Dep3).OnlyWhenStatic(() => On).WhenSkipped(DependencyBehavior.Execute).Executes(() => { });
    public Target Dep3 => _ => _.Executes(() => { });
}
