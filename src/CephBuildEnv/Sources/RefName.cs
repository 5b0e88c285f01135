using System.Text.RegularExpressions;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Sources;

/// <summary>A branch, tag or commit as git allows it, slashes included; safe in an argument list.</summary>
public static partial class RefName
{
    /// <exception cref="UserException">The text is no ref.</exception>
    public static string Parse(string text, string parameter) =>
        Pattern().IsMatch(text) && !text.Contains("..") && !text.Contains("//") && !text.EndsWith(".lock") && text[^1] is not ('/' or '.')
            ? text
            : throw new UserException($"{parameter}: '{Printable.Text(text)}' is no branch, tag or commit");

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}\z")]
    private static partial Regex Pattern();
}
