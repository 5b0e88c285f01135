using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Environments;

/// <summary>
/// The name of a branch, tag or commit of the Ceph repository, safe to use in a path, an image tag and an argument list.
/// </summary>
public sealed partial record ReleaseName
{
    private ReleaseName(string value) => Value = value;

    public string Value { get; }

    public static bool IsValid(string text) =>
        Pattern().IsMatch(text) && !text.Contains("..") && !text.EndsWith(".lock") && !text.EndsWith('.');

    /// <exception cref="UserException">The text cannot be a release.</exception>
    public static ReleaseName Parse(string text)
    {
        if (IsValid(text))
            return new(text);
        throw new UserException(
            $"--release: '{Printable.Text(text)}' cannot be a release; use letters, digits, '.', '_' and '-', such as reef or v18.2.7 " +
            $"{(text.Contains(',') ? "(several are separated by blanks)" : "(a ref with '/' goes to --branch)")}");
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,79}\z")]
    private static partial Regex Pattern();
}
