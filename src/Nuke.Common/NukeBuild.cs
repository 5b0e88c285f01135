using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>The base of a build class: its parameters and targets are discovered by reflection.</summary>
public abstract partial class NukeBuild : INukeBuild
{
    /// <summary>The folder that holds <c>.nuke</c>: given by <c>--root</c> or <c>NUKE_ROOT</c>, else found by walking up from the current one.</summary>
    public static AbsolutePath RootDirectory => Root ??= BuildRoot.Find();

    /// <summary>Scratch folder of the build. It is not created until something is written there.</summary>
    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    [Parameter("Logging verbosity during build execution. Default is 'Normal'.")]
    public static Verbosity Verbosity { get; set; } = Verbosity.Normal;

    [Parameter("Host for execution. Default is 'automatic'.")]
    public static Host Host { get => field ??= Host.Detect(); set; }

    public static bool IsLocalBuild => Host.IsTerminal;

    public static bool IsServerBuild => !IsLocalBuild;

    /// <summary>All targets of this run, in the order in which they run.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];

    /// <summary>The targets asked for by name; none when the default target runs.</summary>
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(x => x.Invoked)];

    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => WithStatus(ExecutionStatus.Skipped);
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => WithStatus(ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => WithStatus(ExecutionStatus.Running);
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => WithStatus(ExecutionStatus.Aborted);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => WithStatus(ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => WithStatus(ExecutionStatus.Succeeded);

    public IReadOnlyCollection<ExecutableTarget> FinishedTargets =>
        [.. ExecutionPlan.Where(x => x.Status > ExecutionStatus.NotRun && x.Status != ExecutionStatus.Running)];

    [Parameter("Shows the execution plan as text, with the reason for every step, and runs nothing.")]
    public bool Plan { get; }

    [Parameter("Shows the help text for this build assembly.")]
    public bool Help { get; }

    [Parameter("Has no effect: there is no logo.")]
    public bool NoLogo { get; set; }

    [Parameter("Indicates to continue a previously failed build attempt.")]
    public bool Continue { get; }

    public bool IsFailing => ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);

    public bool IsSucceeding => !IsFailing;

    public bool IsFinished => ExecutionPlan.All(x => x.Status is not (ExecutionStatus.Scheduled or ExecutionStatus.Running));

    /// <summary>When set, the exit code of the run instead of the runner's own, unless it was interrupted.</summary>
    public int? ExitCode { get; set; }

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;
    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;
    Verbosity INukeBuild.Verbosity => Verbosity;
    Host INukeBuild.Host => Host;
    bool INukeBuild.IsLocalBuild => IsLocalBuild;
    bool INukeBuild.IsServerBuild => IsServerBuild;

    /// <summary>Sets what the summary table says about the running target.</summary>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        pairs = configurator?.Invoke(pairs) ?? pairs;
        RunningTargets.Single().SummaryInformation = pairs.Count == 0 ? null : string.Join(", ", pairs.Select(x => $"{x.Key}: {x.Value}"));
    }

    T? INukeBuild.TryGetValue<T>(Expression<Func<T?>> parameterExpression) where T : class => (T?)Given?.ValueOf(Expressions.Member(parameterExpression));

    T? INukeBuild.TryGetValue<T>(Expression<Func<object?>> parameterExpression) where T : default => (T?)Given?.ValueOf(Expressions.Member(parameterExpression));

    /// <summary>Runs the build and returns the exit code of the process.</summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions) where T : NukeBuild, new() =>
        BuildRunner.Run(() => new T(), typeof(T), [.. defaultTargetExpressions.Select(x => Expressions.Member(x).Name)]);

    /// <summary>Parameters are set, nothing is planned yet.</summary>
    protected internal virtual void OnBuildCreated() { }

    /// <summary>The plan is made, nothing has run. Also called for <c>--plan</c>.</summary>
    protected internal virtual void OnBuildInitialized() { }

    protected internal virtual void OnBuildFinished() { }

    protected internal virtual void OnTargetRunning(string target) { }

    protected internal virtual void OnTargetSkipped(string target) { }

    protected internal virtual void OnTargetSucceeded(string target) { }

    protected internal virtual void OnTargetFailed(string target) { }

    private ExecutableTarget[] WithStatus(ExecutionStatus status) => [.. ExecutionPlan.Where(x => x.Status == status)];
}
