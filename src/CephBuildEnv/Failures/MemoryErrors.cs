using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>Tools that got no memory, or that the kernel killed for want of it.</summary>
internal sealed partial class MemoryErrors : IErrorFormat
{
    public Finding? Begin(string line) => Pattern().Match(line) is { Success: true } match
        ? new(Rank.Cause, match.Groups["script"].Success ? "shell" : NamedToolErrors.ToolOf(match.Groups["tool"].Value), match.Groups["message"].Value, line)
        {
            OutOfMemory = true,
            File = match.Groups["script"] is { Success: true } script ? script.Value : null,
            Line = match.Groups["line"] is { Success: true } number ? int.Parse(number.ValueSpan) : null,
        }
        : null;

    [GeneratedRegex(
        // The compiler's driver and collect2, of the program that they ran.
        @"^(?<tool>[^\s:]+): ((fatal|internal compiler) error|error): (?<message>Killed( signal)? .*|unable to execute command: Killed|\S+ terminated with signal 9 .*)$" +
        // make and ninja, of the process that they could not start; before the pattern that takes their messages for tools'.
        @"|^(?<tool>ninja|g?make)(\[\d+\])?: (fatal: |\*\*\* )?(?<message>(\w+: Cannot allocate memory|virtual memory exhausted).*)$" +
        @"|^(?<tool>g?make)(\[\d+\])?: \*\*\* (?<message>\[.*\] Killed)$" +
        // The compiler and the linkers themselves.
        @"|^(?<tool>[^\s:]+): (fatal: |error: |final link failed: )*(?<message>(out of memory|virtual memory exhausted|memory exhausted|\S.*: Cannot allocate memory$|Cannot allocate memory$).*)$" +
        @"|^(?<tool>LLVM) ERROR: (?<message>out of memory.*)$" +
        @"|^(?<message>virtual memory exhausted: .*|terminate called after throwing an instance of 'std::bad_alloc'|MemoryError.*|Killed)$" +
        // The shell, of a command.
        @"|^(?<script>[^\s:]+): line (?<line>\d{1,9}): +\d+ (?<message>Killed) +.*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
