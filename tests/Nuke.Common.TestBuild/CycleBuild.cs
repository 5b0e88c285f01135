namespace Nuke.Common.TestBuilds;

public sealed class CycleBuild : NukeBuild
{
    public static int Run() => Execute<CycleBuild>(x => x.A);

    public Target A => _ => _.DependsOn(B);
    public Target B => _ => _.DependsOn(C);
    public Target C => _ => _.DependsOn(A);
}
