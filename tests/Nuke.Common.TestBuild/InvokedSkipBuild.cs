namespace Nuke.Common.TestBuilds;

public sealed class InvokedSkipBuild : NukeBuild
{
    public static int Run() => Execute<InvokedSkipBuild>(x => x.Image);

    public Target Image => _ => _.DependsOn(Restore).Executes(() => { });
    public Target Restore => _ => _.Executes(() => { });
    public Target Check => _ => _.DependsOn(Compile).OnlyWhenStatic(() => false).Executes(() => { });
    public Target Compile => _ => _.DependsOn(Restore).Executes(() => { });
}
