using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>The build as components (interfaces with targets) see it. <see cref="NukeBuild"/> documents the members.</summary>
public interface INukeBuild
{
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }
    bool IsSucceeding { get; }
    bool IsFailing { get; }
    bool IsFinished { get; }
    int? ExitCode { get; set; }
    AbsolutePath RootDirectory { get; }
    AbsolutePath TemporaryDirectory { get; }
    Verbosity Verbosity { get; }
    Host Host { get; }
    bool Plan { get; }
    bool Help { get; }
    bool NoLogo { get; }
    bool Continue { get; }
    bool IsLocalBuild { get; }
    bool IsServerBuild { get; }

    void ReportSummary(Configure<Dictionary<string, string>>? configurator = null);

    /// <summary>The value given for a parameter that a component declares, or null.</summary>
    T? TryGetValue<T>(Expression<Func<T?>> parameterExpression) where T : class;

    /// <summary>The same for value types; ask for the nullable type.</summary>
    T? TryGetValue<T>(Expression<Func<object?>> parameterExpression);
}
