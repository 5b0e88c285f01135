namespace Nuke.Common.TestBuilds;

public sealed class RequirementBuild : NukeBuild
{
    public static int Run() => Execute<RequirementBuild>(x => x.Build);

    [Parameter("Release to build")] private readonly string? Release;
    [Parameter("Jobs")] private readonly int? Jobs;
    [Parameter("Number")] private readonly int Number = 1;
    [Parameter("Needed"), Required] private readonly string Needed = "set";
    private readonly string? _unmarked = null;

    public Target Build => _ => _.DependsOn(Restore).Requires(() => Release).Executes(() => { });
    public Target Restore => _ => _.Executes(() => Console.WriteLine("restored"));
    public Target Struct => _ => _.Requires(() => Jobs).Executes(() => { });
    public Target Condition => _ => _.Requires(() => Number > 100).Executes(() => { });
    public Target Unmarked => _ => _.Requires(() => _unmarked).Executes(() => { });
    public Target NotNow => _ => _.OnlyWhenStatic(() => false).Requires(() => Release).Executes(() => { });
}
