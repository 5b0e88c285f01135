using CephBuildEnv.Processes;

namespace CephBuildEnv.Failures;

/// <summary>What to type in a shell of the environment to see a failure again, without the rest of the build.</summary>
public static class RepeatCommand
{
    /// <param name="failure">What failed.</param>
    /// <param name="buildDirectory">The build folder, inside the source tree, as the environment's shell sees it.</param>
    /// <param name="stage">The stage the build was in: <c>dependencies</c>, <c>configure</c> or <c>compile</c>.</param>
    /// <returns>Null when nothing shorter than the whole build repeats it.</returns>
    public static string? Of(Failure failure, string buildDirectory, string? stage) => (failure.Step, stage) switch
    {
        ({ Directory: { } directory } step, _) => Repeat(step, directory),
        // It did not say where it works, and only one ninja builds the whole.
        ({ Runner: StepRunner.Ninja } step, "compile") => Repeat(step, buildDirectory),
        (_, "compile") => Join("cmake", "--build", buildDirectory),
        // do_cmake.sh refuses a build folder that exists; cmake remembers there with which options it was called.
        (null, "configure") when failure.Tool == "cmake" => Join("cmake", buildDirectory),
        (null, "configure") => InSource(buildDirectory, "./do_cmake.sh"),
        (null, "dependencies") => InSource(buildDirectory, "./install-deps.sh"),
        _ => null,
    };

    private static string Repeat(FailedStep step, string directory) => Join(
    [
        step.Runner == StepRunner.Ninja ? "ninja" : "make", "-C", directory,
        .. step.Makefile is { } makefile ? ["-f", makefile] : Array.Empty<string>(),
        step.Target,
    ]);

    private static string InSource(string buildDirectory, string script) => $"cd {ShellQuote.Quote(Path.GetDirectoryName(buildDirectory)!)} && {script}";

    private static string Join(params string[] arguments) => ShellQuote.Join(arguments);
}
