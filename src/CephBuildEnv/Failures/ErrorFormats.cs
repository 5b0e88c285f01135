using System.Buffers;

namespace CephBuildEnv.Failures;

/// <summary>All formats, in the order in which they are asked: what is more special comes first.</summary>
internal static class ErrorFormats
{
    private static readonly IErrorFormat[] All =
    [
        new MemoryErrors(), new CMakeErrors(), new RunnerErrors(), new LinkerErrors(), new CompilerErrors(),
        new DebErrors(), new RpmErrors(), new ScriptErrors(), new NamedToolErrors(), new OtherErrors(),
    ];

    // Logs have millions of lines and few errors: a line without any of these is none, and is not looked at again.
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "error", "fatal", "Killed", "memory", "bad_alloc", "***", "undefined reference", "multiple definition", "ld: ", "ld.bfd: ", "mold: ",
            ": line ", "not found", "Permission denied", "parameter not set", "substitution", "cannot ", "No such file", "Traceback",
            "E: ", "dependencies:", "Unable to install", "Unmet ", "No provider", "Problem: ", "No match", "No package", "Failed to resolve",
            "failed to ", "non-zero code", "npm ERR!",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static Finding? Begin(string line)
    {
        if (!line.AsSpan().ContainsAny(Words))
            return null;
        foreach (var format in All)
        {
            if (format.Begin(line) is { } finding)
                return finding;
        }

        return null;
    }
}
