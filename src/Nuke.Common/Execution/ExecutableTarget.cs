using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>A target as the runner sees it: what was defined, and what became of it.</summary>
public sealed class ExecutableTarget
{
    private ExecutableTarget(string name, Target factory) => (Name, Factory) = (name, factory);

    public string Name { get; }
    public string? Description { get; internal set; }
    public ExecutionStatus Status { get; internal set; }
    public TimeSpan Duration => Stopwatch.Elapsed;

    internal Target Factory { get; }
    internal Stopwatch Stopwatch { get; } = new();
    internal List<Action> Actions { get; } = [];
    internal List<(Func<bool> IsMet, string Text)> StaticConditions { get; } = [];
    internal List<(Func<bool> IsMet, string Text)> DynamicConditions { get; } = [];
    internal List<LambdaExpression> Requirements { get; } = [];
    internal List<ExecutableTarget> ExecutionDependencies { get; } = [];
    internal List<ExecutableTarget> OrderDependencies { get; } = [];
    internal List<ExecutableTarget> TriggerDependencies { get; } = [];
    internal List<ExecutableTarget> Triggers { get; } = [];
    internal IEnumerable<ExecutableTarget> AllDependencies => ExecutionDependencies.Concat(OrderDependencies).Concat(TriggerDependencies);
    internal bool Listed { get; set; } = true;
    internal bool IsDefault { get; set; }
    internal bool Invoked { get; set; }
    internal bool ProceedAfterFailure { get; set; }
    internal bool AssuredAfterFailure { get; set; }
    internal DependencyBehavior DependencyBehavior { get; set; }
    /// <summary>What its conditions logged while they were evaluated.</summary>
    internal List<Serilog.Events.LogEvent> Reasons { get; } = [];
    /// <summary>Why it is skipped, when no condition gave a reason.</summary>
    internal (string Kind, string Text)? SkipReason { get; set; }
    internal string? FailureText { get; set; }

    /// <summary>The target properties of a build. The built-in one comes last, so that it does not change how the others are ordered.</summary>
    internal static List<PropertyInfo> Properties(Type buildType) =>
    [
        .. buildType.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(x => x.PropertyType == typeof(Target))
            .OrderBy(x => x.DeclaringType == typeof(NukeBuild)),
    ];

    internal static List<ExecutableTarget> AllOf(NukeBuild build)
    {
        var targets = Properties(build.GetType()).ConvertAll(x => new ExecutableTarget(x.Name, (Target)x.GetValue(build)!));
        targets.ForEach(x => x.Factory(new TargetDefinition(x, targets)));
        return targets;
    }
}
