using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One run, from the command line to the exit code.</summary>
internal sealed class BuildRunner
{
    private const int Failed = 1, BadInput = 2, Interrupted = 130;

    private readonly RunLog _log = new();
    private readonly Interruption _interruption;
    private (BuildExecutor Executor, NukeBuild Build)? _running;

    private BuildRunner() => _interruption = new Interruption(() => RunLog.Line("Interrupted; stopping..."), GiveUp);

    public static int Run(Func<NukeBuild> create, Type type, IReadOnlyList<string> defaultTargets)
    {
        var runner = new BuildRunner();
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(runner._log).CreateLogger();
        try
        {
            return runner.RunBuild(create, type, defaultTargets);
        }
        catch (Exception exception)
        {
            return runner._interruption.Explains(UserErrors.Unwrap(exception)) ? Interrupted : runner.Explain(exception);
        }
    }

    private int RunBuild(Func<NukeBuild> create, Type type, IReadOnlyList<string> defaultTargets)
    {
        var parameters = new ParameterSet(type);
        parameters.Resolve(Environment.GetCommandLineArgs()[1..]);
        _interruption.Listen();
        var build = create();
        build.AllParameters = parameters.All;
        build.AllTargets = ExecutableTarget.AllOf(build);
        parameters.Inject(build);
        // A plan is a result: nothing else is to be seen with it.
        if (build.Plan && NukeBuild.Verbosity != Verbosity.Verbose)
            NukeBuild.Verbosity = Verbosity.Quiet;

        var skip = build.SkipNames is { } skipped ? Planner.Resolve(skipped, build.AllTargets) : null;
        var named = build.TargetNames is { } names ? Planner.Resolve(names, build.AllTargets) : null;
        foreach (var target in build.AllTargets)
            (target.IsDefault, target.Invoked) = (defaultTargets.Contains(target.Name), named?.Contains(target) == true);
        build.ExecutionPlan = Planner.Plan(build.AllTargets, named ?? build.AllTargets.Where(x => x.IsDefault));
        if (build.Help || build.ExecutionPlan.Count == 0)
        {
            Console.Write(HelpText.Of(build));
            return 0;
        }

        build.OnBuildInitialized();
        var done = build.Continue ? BuildAttempt.SucceededTargets(build) : [];
        var executor = new BuildExecutor(build.ExecutionPlan, _log, _interruption);
        executor.Schedule(done, skip);
        Requirements.Check(build);
        if (build.Plan)
        {
            PlanText.Print(build.ExecutionPlan, executor, _interruption);
            return _interruption.IsRequested ? Interrupted : 0;
        }

        _running = (executor, build);
        executor.Run();
        _running = null;
        // A single target, a query say, prints its result and nothing else.
        if (build.ExecutionPlan.Count > 1 || build.SucceededTargets.Count == 0 || _interruption.IsRequested)
            Summary.Print(_log, build, _interruption.IsRequested);
        build.OnBuildFinished();
        BuildAttempt.Save(build, done);
        return _interruption.IsRequested ? Interrupted : build.ExitCode ?? (build.IsFailing ? Failed : 0);
    }

    private int Explain(Exception exception)
    {
        // A condition can fail before anything runs.
        var target = _log.CurrentTarget.Length > 0 ? $"{_log.CurrentTarget}: " : "";
        var messages = UserErrors.Messages(exception);
        foreach (var message in messages ?? [exception.ToString()])
            RunLog.Line($"error: {target}{message}", RunLog.Bad);
        return UserErrors.Unwrap(exception) is StartException start ? start.ExitCode : messages is null || target.Length > 0 ? Failed : BadInput;
    }

    /// <summary>Ends the process although something still runs.</summary>
    private void GiveUp()
    {
        if (_running is var (executor, build))
        {
            executor.Close();
            Summary.Print(_log, build, isInterrupted: true);
        }
        Environment.Exit(Interrupted);
    }
}
