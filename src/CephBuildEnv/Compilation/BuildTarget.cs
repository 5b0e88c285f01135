using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>The name of something that a build tool can make, such as <c>ceph-osd</c> or <c>src/all</c>; safe in an argument list.</summary>
public sealed partial record BuildTarget
{
    private BuildTarget(string name) => Name = name;

    /// <summary>As make and ninja know it.</summary>
    public string Name { get; }

    /// <exception cref="UserException">No build tool has a target of that name, or it would be taken for an option.</exception>
    public static BuildTarget Parse(string text) => Pattern().IsMatch(text)
        ? new(text)
        : throw new UserException($"--build-target: '{Printable.Text(text)}' cannot be a target; use letters, digits, '.', '_', '+', '-' and '/', such as ceph-osd");

    public override string ToString() => Name;

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._+/-]{0,199}\z")]
    private static partial Regex Pattern();
}
