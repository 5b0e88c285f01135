using Nuke.Common.TestBuilds;

return Environment.GetEnvironmentVariable("WHICH") switch
{
    "plan" => PlanBuild.Run(),
    "cycle" => CycleBuild.Run(),
    "two-cycles" => TwoCyclesBuild.Run(),
    "skip" => SkipBuild.Run(),
    "invoked-skip" => InvokedSkipBuild.Run(),
    "status" => StatusBuild.Run(),
    "parameters" => ParameterBuild.Run(),
    "requirements" => RequirementBuild.Run(),
    "reasons" => ReasonBuild.Run(),
    "errors" => ErrorBuild.Run(),
    "signals" => SignalBuild.Run(),
    "no-default" => NoDefaultBuild.Run(),
    "static-failure" => StaticFailureBuild.Run(),
    var which => throw new InvalidOperationException($"No test build '{which}'"),
};
