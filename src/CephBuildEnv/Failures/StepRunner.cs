namespace CephBuildEnv.Failures;

/// <summary>What runs the steps of a build.</summary>
public enum StepRunner
{
    Ninja,
    Make,
}
