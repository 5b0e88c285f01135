using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>A branch, tag or commit as git allows it, slashes included; safe in an argument list.</summary>
public static partial class RefName
{
    public static bool IsValid(string text) =>
        Pattern().IsMatch(text) && !text.StartsWith("refs/") && !text.Contains("..") && !text.Split('/').Any(IsForbidden);

    /// <exception cref="UserException">The text is no ref.</exception>
    public static string Parse(string text, string parameter) =>
        IsValid(text)
            ? text
            : throw new UserException($"{parameter}: '{Printable.Text(text)}' is no branch, tag or commit");

    // git keeps a ref in a file of that name.
    private static bool IsForbidden(string part) => part.Length == 0 || part[0] == '.' || part[^1] == '.' || part.EndsWith(".lock");

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}\z")]
    private static partial Regex Pattern();
}
