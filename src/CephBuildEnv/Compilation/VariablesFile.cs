using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>A file with variables for containers, as docker's <c>--env-file</c> takes it: NAME=VALUE a line, # begins a comment, nothing is unquoted.</summary>
public static partial class VariablesFile
{
    // What scripts in bin/ and the compiler cache are told by this project.
    private static readonly string[] Reserved = ["CEPH_", "CCACHE_"];

    /// <summary>What it says; the value of a name without one is this process's.</summary>
    /// <exception cref="UserException">It cannot be read, or a line is no variable.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, number) in Lines(path).Select((line, index) => (line, index + 1)))
        {
            if (line.Trim() is "" or ['#', ..])
                continue;
            var name = line.Split('=', 2)[0].Trim();
            if (!Name().IsMatch(name))
                throw new UserException($"--env-file: line {number} of {path} is no variable: '{Printable.Text(name)}'; write NAME=VALUE");
            if (Reserved.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix)
                throw new UserException($"--env-file: line {number} of {path}: {name} is this project's, as all that begin with {prefix}; take it out");
            if (line.Contains('\0'))
                throw new UserException($"--env-file: line {number} of {path}: the value of {name} has a NUL in it, which no variable can have; take it out");
            if ((line.Contains('=') ? line.Split('=', 2)[1] : Environment.GetEnvironmentVariable(name)) is { } value)
                variables[name] = value;
        }

        return variables;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var fact = e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : $"cannot be read: {e.Message.TrimEnd('.')}";
            throw new UserException($"--env-file: '{Printable.Text(path)}' {fact}; name a file with NAME=VALUE lines", e);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
