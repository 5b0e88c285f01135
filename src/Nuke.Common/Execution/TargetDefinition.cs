using System.Linq.Expressions;

namespace Nuke.Common.Execution;

/// <summary>Writes what a build script says about a target into <see cref="ExecutableTarget"/>.</summary>
internal sealed class TargetDefinition(ExecutableTarget target, IReadOnlyList<ExecutableTarget> all) : ITargetDefinition
{
    public ITargetDefinition Description(string description) => Do(() => target.Description = description);
    public ITargetDefinition Executes(params Action[] actions) => Do(() => target.Actions.AddRange(actions));
    public ITargetDefinition Executes<T>(Func<T> action) => Do(() => target.Actions.Add(() => (action() as Task)?.GetAwaiter().GetResult()));
    public ITargetDefinition Executes(Func<Task> action) => Do(() => target.Actions.Add(() => action().GetAwaiter().GetResult()));

    public ITargetDefinition DependsOn(params Target[] targets) => Do(() => target.ExecutionDependencies.AddRange(targets.Select(Find)));
    public ITargetDefinition DependentFor(params Target[] targets) => ForEach(targets, x => x.ExecutionDependencies.Add(target));

    public ITargetDefinition Before(params Target[] targets) => ForEach(targets, x => x.OrderDependencies.Add(target));
    public ITargetDefinition After(params Target[] targets) => ForEach(targets, target.OrderDependencies.Add);

    public ITargetDefinition Triggers(params Target[] targets) => ForEach(targets, x => Trigger(target, x));
    public ITargetDefinition TriggeredBy(params Target[] targets) => ForEach(targets, x => Trigger(x, target));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null) =>
        Do(() => target.StaticConditions.Add((condition, ConditionText(conditionExpression))));
    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null) =>
        Do(() => target.DynamicConditions.Add((condition, ConditionText(conditionExpression))));

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : class => Do(() => target.Requirements.AddRange([parameterRequirement, .. parameterRequirements]));
    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Do(() => target.Requirements.AddRange([parameterRequirement, .. parameterRequirements]));
    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Do(() => target.Requirements.AddRange([requirement, .. requirements]));

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) => Do(() => target.DependencyBehavior = dependencyBehavior);
    public ITargetDefinition ProceedAfterFailure() => Do(() => target.ProceedAfterFailure = true);
    public ITargetDefinition AssuredAfterFailure() => Do(() => target.AssuredAfterFailure = true);
    public ITargetDefinition Unlisted() => Do(() => target.Listed = false);

    private static void Trigger(ExecutableTarget trigger, ExecutableTarget triggered)
    {
        trigger.Triggers.Add(triggered);
        triggered.TriggerDependencies.Add(trigger);
    }

    /// <summary>The source text of a lambda's body, on one line.</summary>
    private static string ConditionText(string? lambda) =>
        string.Join(' ', (lambda ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SkipWhile(x => x is "()" or "=>"));

    private TargetDefinition Do(Action action)
    {
        action();
        return this;
    }

    private TargetDefinition ForEach(Target[] targets, Action<ExecutableTarget> action) => Do(() => Array.ForEach(targets, x => action(Find(x))));

    private ExecutableTarget Find(Target factory)
    {
        var found = all.FirstOrDefault(x => x.Factory.Equals(factory))
            ?? throw new InvalidOperationException($"Target '{target.Name}' names a target that is no property of the build class.");
        return found != target ? found : throw new InvalidOperationException($"Target '{target.Name}' cannot have a dependency on itself");
    }
}
