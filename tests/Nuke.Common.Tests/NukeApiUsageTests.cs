using System.Reflection;
using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class NukeApiUsageTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_build_script_uses_only_what_NUKE_has()
    {
        var script = typeof(NukeApiUsageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "BuildScriptAssembly").Value!;

        NukeApiUsage.Of(script).ShouldContain("Nuke.Common.NukeBuild.Execute/1");
        NukeApiUsage.Violations(script, NukeApiUsage.Known()).ShouldBeEmpty();
    }

    [Fact]
    public void What_NUKE_does_not_have_is_found()
    {
        var known = NukeApiUsage.Known().Except(["Nuke.Common.ITargetDefinition.WhenSkipped/1", "Nuke.Common.DependencyBehavior"]).ToHashSet();
        var script = Path.Combine(AppContext.BaseDirectory, "Nuke.Common.TestBuild.dll");

        NukeApiUsage.Violations(script, known).ShouldBe(["Nuke.Common.DependencyBehavior", "Nuke.Common.ITargetDefinition.WhenSkipped/1"]);
    }

    [Fact]
    public void The_runner_offers_only_what_NUKE_has()
    {
        var known = NukeApiUsage.Known();
        var offered =
            from type in typeof(NukeBuild).Assembly.GetExportedTypes()
            where type.Namespace == "Nuke.Common" && !type.IsEnum && !type.IsAssignableTo(typeof(Delegate))
            from member in type.GetMembers(Declared).OfType<MethodBase>()
            where (member.IsPublic || member.IsFamily || member.IsFamilyOrAssembly) && member.GetBaseDefinitionOrSelf() == member
            select $"{type.FullName}.{member.Name}/{member.GetParameters().Length}";

        offered.Where(x => !known.Contains(x)).ShouldBeEmpty();
    }
}

file static class Extensions
{
    /// <summary>The method that this one overrides, such as <c>ToString</c>.</summary>
    public static MethodBase GetBaseDefinitionOrSelf(this MethodBase method) => method is MethodInfo info ? info.GetBaseDefinition() : method;
}
