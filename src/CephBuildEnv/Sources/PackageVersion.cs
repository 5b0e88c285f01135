using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>A version that both families of packages take, safe in a tag and an argument list.</summary>
public readonly partial record struct PackageVersion
{
    private PackageVersion(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="UserException">It is none.</exception>
    public static PackageVersion Parse(string text) => Pattern().IsMatch(text)
        ? new(text)
        : throw new UserException($"--package-version: '{Printable.Text(text)}' cannot be a version; type numbers with dots, and if need be more behind a dash, such as 18.2.7 or 18.2.7-5-g0123abc");

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[0-9]+(\.[0-9]+){1,3}(-[A-Za-z0-9.]{1,40}){0,2}\z")]
    private static partial Regex Pattern();
}
