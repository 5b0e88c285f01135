using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Images;

/// <summary>What a distro's Dockerfile lets a user choose, such as the place of its packages: its <c>ARG</c> lines.</summary>
public static partial class BuildArguments
{
    public const string Parameter = "--build-arg";

    private const int LongestValue = 1000;

    // What this project says itself.
    private static readonly string[] Own = ["UPSTREAM", "DISTRO", "REBUILD"];

    /// <summary>Arguments as they were typed, <c>NAME=VALUE</c> each; of one name the last.</summary>
    /// <exception cref="UserException">One is none, or would bring a secret into the image.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> texts)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (Pattern().Match(text) is not { Success: true } match || text.Length > LongestValue || !text.EnumerateRunes().All(Printable.IsVisible))
                throw new UserException($"{Parameter}: '{Printable.Text(text)}' is no argument; write NAME=VALUE, such as REPOSITORIES=http://mirror.example.org/opensuse");
            if (Password().IsMatch(text))
                throw new UserException($"{Parameter} {match.Groups["name"].Value}: it has a password in it, which everybody who has the image could read; use a mirror that wants none");
            arguments[match.Groups["name"].Value] = match.Groups["value"].Value;
        }

        return arguments;
    }

    /// <exception cref="UserException">The Dockerfile has no argument of that name.</exception>
    public static void Require(IEnumerable<string> names, string distro, string dockerfile)
    {
        var known = Line().Matches(dockerfile).Select(match => match.Groups["name"].Value).Except(Own).ToList();
        foreach (var name in names.Except(known))
        {
            throw new UserException(
                $"{Parameter}: the Dockerfile of {distro} has no argument {name}{Suggestion.Phrase(name, known)}; it has {(known.Count > 0 ? string.Join(", ", known) : "none to choose")}");
        }
    }

    [GeneratedRegex(@"\A(?<name>[A-Z][A-Z0-9_]*)=(?<value>.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex("://[^/@]*:[^/@]*@")]
    private static partial Regex Password();

    [GeneratedRegex(@"^ARG (?<name>[A-Z][A-Z0-9_]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
