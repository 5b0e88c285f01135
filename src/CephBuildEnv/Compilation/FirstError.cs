using System.Text.RegularExpressions;

namespace CephBuildEnv.Compilation;

/// <summary>Finds in a build's output what went wrong first: the cause, not the consequences at the end.</summary>
public static partial class FirstError
{
    // What a tool says about an error goes on for a few lines: the source line, the caret, a note.
    private const int LinesKept = 6;

    /// <summary>The error and the lines that belong to it; null when no tool's error is recognised.</summary>
    public static IReadOnlyList<string>? Find(IEnumerable<string> output)
    {
        using var lines = output.GetEnumerator();
        while (lines.MoveNext())
        {
            if (!Pattern().IsMatch(lines.Current))
                continue;
            List<string> found = [lines.Current];
            while (found.Count < LinesKept && lines.MoveNext() && Continues(lines.Current))
                found.Add(lines.Current);
            return found;
        }

        return null;
    }

    // lld begins them with >>>.
    private static bool Continues(string line) => (line.StartsWith(' ') && line.Trim().Length > 0) || line.StartsWith(">>> ");

    [GeneratedRegex(
        @"^[^\s:]+:\d+:(\d+:)? (fatal )?error: " +        // gcc, clang
        @"|^[^\s:]+:\d+: undefined reference to " +       // ld, with debug information
        @"|: undefined reference to " +                   // ld
        @"|^(\S*/)?ld: cannot find |^ld(\.lld)?: error: |^collect2: error: " +
        @"|^make(\[\d+\])?: \*\*\* |^ninja: (error|fatal): " +
        @"|^CMake Error" +
        @"|^(c\+\+|g\+\+|gcc|cc|cc1|cc1plus|clang\+\+|clang): (fatal error|error): " +
        @"|^E: |^ERROR: ")]
    private static partial Regex Pattern();
}
