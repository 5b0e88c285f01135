namespace CephBuildEnv.Runs;

/// <summary>What failed first in a run, in <c>run.json</c>.</summary>
/// <param name="Tool">Who said so: <c>gcc</c>, <c>ld</c>, <c>cmake</c>, <c>apt</c> ….</param>
/// <param name="File">Where, as the tool spells it; null when it is about no file.</param>
/// <param name="Line">In the file.</param>
/// <param name="Message">In one line.</param>
/// <param name="Repeat">The command that repeats the step in a shell of the environment; null when nothing less than the build does.</param>
public sealed record RunFailure(string Tool, string? File, int? Line, string Message, string? Repeat);
