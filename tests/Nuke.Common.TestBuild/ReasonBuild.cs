using Serilog;

namespace Nuke.Common.TestBuilds;

public sealed class ReasonBuild : NukeBuild
{
    public static int Run() => Execute<ReasonBuild>(x => x.Build);

    [Parameter("Everything is up to date")] private readonly bool UpToDate;
    [Parameter("A condition fails")] private readonly bool Broken;
    [Parameter("A condition has a fault", List = false)] private readonly bool Faulty;

    public Target Build => _ => _.DependsOn(ReleaseImage).Executes(() => Console.WriteLine("built"));

    public Target ReleaseImage => _ => _.DependsOn(BaseImage).OnlyWhenDynamic(() => IsReleaseImageOutdated()).Executes(() => { });

    public Target BaseImage => _ => _.DependsOn(Prepare).OnlyWhenDynamic(() => IsBaseImageOutdated()).Executes(() => { });

    public Target Prepare => _ => _.OnlyWhenStatic(() => !UpToDate).Executes(() => { });

    public Target Cleanup => _ => _.TriggeredBy(Build).Executes(() => { });

    protected override void OnBuildInitialized() => Log.Debug("initialized");

    private bool IsReleaseImageOutdated()
    {
        if (Broken)
            throw new UserError("engine does not answer");
        if (Faulty)
            throw new InvalidOperationException("a fault");
        Log.Debug("comparing");
        Log.Information("{Env}: {Image} does not exist", "debian-12-reef", "base:debian-12-reef");
        Log.Information("debian-13-reef: debian/control changed");
        return true;
    }

    private static bool IsBaseImageOutdated()
    {
        Log.Information("debian-12: up to date");
        Log.Information("debian-13: up to date");
        return false;
    }
}
