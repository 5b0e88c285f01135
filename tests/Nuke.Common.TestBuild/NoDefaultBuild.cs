namespace Nuke.Common.TestBuilds;

public sealed class NoDefaultBuild : NukeBuild
{
    public static int Run() => Execute<NoDefaultBuild>();

    public Target Only => _ => _.Executes(() => { });
}
