using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>
/// Finds the targets of a build: properties of the class, its base classes and its components, in this order;
/// the built-in one comes last, so that it does not change how the others are ordered.
/// </summary>
internal static class TargetDiscovery
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static List<PropertyInfo> Properties(Type buildType) =>
    [
        .. buildType.GetProperties(Instance)
            .Concat(buildType.GetInterfaces().SelectMany(x => x.GetProperties(Instance)))
            .Where(x => x.PropertyType == typeof(Target))
            .OrderBy(x => x.DeclaringType == typeof(NukeBuild))
            .DistinctBy(Name),
    ];

    /// <summary>The property's name; of an explicit implementation only what follows the interface's.</summary>
    public static string Name(PropertyInfo property) => property.Name[(property.Name.LastIndexOf('.') + 1)..];

    public static List<ExecutableTarget> Create(NukeBuild build)
    {
        var targets = Properties(build.GetType()).ConvertAll(x => new ExecutableTarget(Name(x), (Target)x.GetValue(build)!));
        foreach (var target in targets)
            target.Factory(new TargetDefinition(target, build, targets));
        return targets;
    }
}
