using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>What can be said about a target. Every member returns the definition itself.</summary>
public interface ITargetDefinition
{
    ITargetDefinition Description(string description);
    ITargetDefinition Executes(params Action[] actions);
    ITargetDefinition Executes<T>(Func<T> action);
    ITargetDefinition Executes(Func<Task> action);

    /// <summary>Those run before, whenever this target runs.</summary>
    ITargetDefinition DependsOn(params Target[] targets);

    /// <summary>This target runs before, whenever those run.</summary>
    ITargetDefinition DependentFor(params Target[] targets);

    /// <summary>Order only: when both run, this one first.</summary>
    ITargetDefinition Before(params Target[] targets);

    /// <summary>Order only: when both run, this one last.</summary>
    ITargetDefinition After(params Target[] targets);

    /// <summary>Those run after, whenever this target is planned.</summary>
    ITargetDefinition Triggers(params Target[] targets);

    /// <summary>This target runs after, whenever one of those is planned.</summary>
    ITargetDefinition TriggeredBy(params Target[] targets);

    /// <summary>Evaluated once, before anything runs.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Evaluated right before the target would run, after its dependencies.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Parameters that must have a value, or expressions that must be true. Checked before anything runs.</summary>
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements) where T : class;
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements) where T : struct;
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);

    /// <summary>Whether what only this target needs is skipped with it, which is the default.</summary>
    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    /// <summary>When it fails the build has failed, but what follows runs.</summary>
    ITargetDefinition ProceedAfterFailure();

    /// <summary>Runs also when another target failed or the build was interrupted.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Hidden from <c>--help</c>.</summary>
    ITargetDefinition Unlisted();
}
