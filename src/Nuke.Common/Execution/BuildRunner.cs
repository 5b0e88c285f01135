using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One run, from the command line to the exit code.</summary>
internal sealed class BuildRunner : IDisposable
{
    private const int Failed = 1, Interrupted = 130;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RunLog _log = new();
    private readonly Interruption _interruption;
    private NukeBuild? _build;
    private BuildExecutor? _executor;
    private int _isSummaryPrinted;

    private BuildRunner() => _interruption = new Interruption(() => _log.Line("Interrupted; stopping..."), GiveUp, Patience);

    public static int Run(Func<NukeBuild> create, Type type, IReadOnlyList<string> defaultTargets)
    {
        using var runner = new BuildRunner();
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(runner._log).CreateLogger();
        try
        {
            return runner.Run(create, type, defaultTargets, Environment.GetCommandLineArgs()[1..]);
        }
        catch (Exception exception)
        {
            return runner.CannotStart(UserErrors.Unwrap(exception));
        }
    }

    public void Dispose() => _interruption.Dispose();

    private int Run(Func<NukeBuild> create, Type type, IReadOnlyList<string> defaultTargets, string[] arguments)
    {
        var targetNames = TargetDiscovery.Properties(type).ConvertAll(TargetDiscovery.Name);
        var parameters = new ParameterSet(type, targetNames);
        parameters.Resolve(CommandLine.Parse(arguments));
        NukeBuild.Given = parameters;
        _interruption.Listen();
        var build = _build = create();
        build.AllTargets = TargetDiscovery.Create(build);
        parameters.Inject(build);
        build.OnBuildCreated();
        MakePlan(build, targetNames, defaultTargets);
        var skip = build.SkipNames is { } names ? Planner.Resolve(names, targetNames) : null;
        if (build.Help || build.ExecutionPlan.Count == 0)
        {
            Console.Write(HelpText.Of(build, parameters));
            return 0;
        }

        build.OnBuildInitialized();
        _executor = new BuildExecutor(build, _log, _interruption);
        var attempt = new BuildAttempt(parameters.Invocation);
        if (build.Continue)
            _executor.Done = attempt.SucceededTargets();
        _executor.Schedule(skip);
        Requirements.Check(build, parameters);
        if (build.Plan)
        {
            PlanText.Print(build, _executor, _interruption);
            return _interruption.IsRequested ? Interrupted : 0;
        }

        _executor.Run();
        var exitCode = Finish(build);
        attempt.Save(build, _executor.Done);
        return exitCode;
    }

    private static void MakePlan(NukeBuild build, IReadOnlyList<string> targetNames, IReadOnlyList<string> defaultTargets)
    {
        var named = build.TargetNames is { } names ? Planner.Resolve(names, targetNames) : null;
        foreach (var target in build.AllTargets)
        {
            target.IsDefault = defaultTargets.Contains(target.Name);
            target.Invoked = named?.Contains(target.Name) == true;
        }
        build.ExecutionPlan = Planner.Plan(build.AllTargets, build.AllTargets.Where(x => named is null ? x.IsDefault : x.Invoked));
    }

    private int Finish(NukeBuild build)
    {
        var isQuiet = _executor!.IsSingleTarget && build.SucceededTargets.Count == 1 && !_interruption.IsRequested;
        if (!isQuiet)
            PrintSummary(build);
        build.OnBuildFinished();
        return _interruption.IsRequested ? Interrupted : build.ExitCode ?? (build.IsFailing ? Failed : 0);
    }

    private void PrintSummary(NukeBuild build)
    {
        if (Interlocked.Exchange(ref _isSummaryPrinted, 1) == 0)
            Summary.Print(_log, build.ExecutionPlan, _interruption.IsRequested);
    }

    private int CannotStart(Exception exception)
    {
        if (_interruption.Explains(exception))
            return Interrupted;
        var messages = UserErrors.Messages(exception);
        foreach (var message in messages ?? [exception.ToString()])
            _log.Line($"error: {message}", RunLog.Bad);
        return exception is StartException start ? start.ExitCode : messages is null ? Failed : 2;
    }

    /// <summary>Ends the process although something still runs.</summary>
    private void GiveUp()
    {
        if (_build is { Plan: false } build && _executor != null)
        {
            _executor.Close();
            PrintSummary(build);
        }
        Environment.Exit(Interrupted);
    }
}
