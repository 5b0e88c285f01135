using System.Diagnostics;
using System.Linq.Expressions;

namespace Nuke.Common.Execution;

/// <summary>A target as the runner sees it: what was defined, and what became of it.</summary>
public sealed class ExecutableTarget
{
    internal ExecutableTarget(string name, Target factory) => (Name, Factory) = (name, factory);

    public string Name { get; }

    public string? Description { get; internal set; }

    public ExecutionStatus Status { get; internal set; }

    public TimeSpan Duration => Stopwatch.Elapsed;

    internal Target Factory { get; }
    internal Stopwatch Stopwatch { get; } = new();
    internal List<Action> Actions { get; } = [];
    internal List<Condition> StaticConditions { get; } = [];
    internal List<Condition> DynamicConditions { get; } = [];
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

    /// <summary>What the summary table says behind the duration.</summary>
    internal string? SummaryInformation { get; set; }

    internal sealed record Condition(Func<bool> IsMet, string Text);
}
