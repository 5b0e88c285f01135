namespace Nuke.Common.TestBuilds;

public interface IRestore : INukeBuild
{
    [Parameter("Where packages come from")] string Feed => TryGetValue(() => Feed) ?? "default feed";
    [Parameter("Tries")] int? Tries => TryGetValue<int?>(() => Tries);

    Target Restore => _ => _.Executes(() => Console.WriteLine($"restore from {Feed}, {Tries ?? 1} tries, in {RootDirectory.Name}"));
}

public interface IAbsent : INukeBuild
{
    Target Absent => _ => _.Executes(() => { });
}

public sealed class ComponentBuild : NukeBuild, IRestore
{
    public static int Run() => Execute<ComponentBuild>(x => x.Compile);

    public Target Compile => _ => _.DependsOn<IRestore>().TryDependsOn<IAbsent>(x => x.Absent)
        .Executes(() => Console.WriteLine($"compile {ExecutionPlan.Contains(Compile)} {InvokedTargets.Contains(Compile)}"));
}
