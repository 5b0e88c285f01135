using System.Linq.Expressions;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;

namespace Nuke.Common;

/// <summary>The base of a build class: its parameters and targets are discovered by reflection.</summary>
public abstract class NukeBuild
{
    /// <summary>The folder that holds <c>.nuke</c>: given by <c>--root</c> or <c>NUKE_ROOT</c>, else found by walking up from the current one.</summary>
    public static AbsolutePath RootDirectory => Root ??= FindRoot();

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

    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. ExecutionPlan.Where(x => x.Invoked)];
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => WithStatus(ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => WithStatus(ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => WithStatus(ExecutionStatus.Succeeded);

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

    /// <summary>When set, the exit code of the run instead of the runner's own, unless it was interrupted.</summary>
    public int? ExitCode { get; set; }

    [Parameter("Root directory during build execution.", Name = "Root")]
    internal static AbsolutePath? Root { get; set; }

    [Parameter("List of targets to be invoked. Default is '{default_target}'.", Name = "Target", Separator = "+")]
    internal string[]? TargetNames { get; set; }

    [Parameter("List of targets to be skipped. Empty list skips all dependencies.", Name = "Skip", Separator = "+")]
    internal string[]? SkipNames { get; set; }

    [Parameter("With target Schema: writes nothing, and fails if the file is out of date.")]
    internal bool Check { get; }

    internal IReadOnlyList<ExecutableTarget> AllTargets { get; set; } = [];
    internal IReadOnlyCollection<Parameter> AllParameters { get; set; } = [];

    internal Target Schema => _ => _
        .Description($"Writes {BuildSchema.DisplayName}")
        .Executes(() => BuildSchema.Update(this, Check));

    /// <summary>Runs the build and returns the exit code of the process.</summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions) where T : NukeBuild, new() =>
        BuildRunner.Run(() => new T(), typeof(T), [.. defaultTargetExpressions.Select(x => Requirements.Member(x).Name)]);

    /// <summary>Parameters are set and the plan is made, nothing has run. Also called for <c>--plan</c>.</summary>
    protected internal virtual void OnBuildInitialized() { }
    protected internal virtual void OnBuildFinished() { }

    private static AbsolutePath FindRoot()
    {
        AbsolutePath current = Environment.CurrentDirectory;
        for (var folder = current; folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(folder / ".nuke"))
                return folder;
        }
        throw new StartException(
            $"Could not locate '.nuke' directory/file while walking up from '{current}'.{Environment.NewLine}" +
            "Either create a directory/file to mark the root directory, or add '--root [path]' to the invocation.", exitCode: 1);
    }

    private ExecutableTarget[] WithStatus(ExecutionStatus status) => [.. ExecutionPlan.Where(x => x.Status == status)];
}
