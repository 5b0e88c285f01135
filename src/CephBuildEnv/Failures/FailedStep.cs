namespace CephBuildEnv.Failures;

/// <summary>A step of a build that can be repeated alone.</summary>
/// <param name="Runner">What ran it.</param>
/// <param name="Target">The name it has there.</param>
/// <param name="Directory">Where the runner worked; null when the output does not say for certain.</param>
/// <param name="Makefile">Of make: the file that has the target, unless make finds it by itself.</param>
public sealed record FailedStep(StepRunner Runner, string Target, string? Directory, string? Makefile = null);
