namespace CephBuildEnv.Failures;

/// <summary>What went wrong first: the cause, not the consequences at the end of the output.</summary>
/// <param name="Tool">Who says so: <c>gcc</c>, <c>ld</c>, <c>cmake</c>, <c>apt</c> …; <c>script</c> where nobody gives a name.</param>
/// <param name="File">Where, as the tool spells it.</param>
/// <param name="Line">The line in <paramref name="File"/>.</param>
/// <param name="Message">The error in one line.</param>
/// <param name="Step">What failed, if it can be repeated alone.</param>
/// <param name="Lines">What the tool said, as far as a person needs it; never many.</param>
/// <param name="OutOfMemory">The tool could not get memory, or was killed as the kernel does for want of it.</param>
public sealed record Failure(
    string Tool, string? File, int? Line, string Message, FailedStep? Step, IReadOnlyList<string> Lines, bool OutOfMemory)
{
    /// <summary>How many <see cref="Lines"/> there are at most.</summary>
    public const int MostLines = 8;
}
