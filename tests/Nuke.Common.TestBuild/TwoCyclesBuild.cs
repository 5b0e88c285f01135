namespace Nuke.Common.TestBuilds;

public sealed class TwoCyclesBuild : NukeBuild
{
    public static int Run() => Execute<TwoCyclesBuild>(x => x.Fine);

    public Target Fine => _ => _.Executes(() => { });
    public Target A => _ => _.DependsOn(B);
    public Target B => _ => _.DependsOn(A);
    public Target G => _ => _.After(H);
    public Target H => _ => _.TriggeredBy(G);
}
