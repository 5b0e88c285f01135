using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>The linkers that gcc and clang know by name (<c>-fuse-ld=</c>).</summary>
public static class Linker
{
    private static readonly string[] Names = ["bfd", "gold", "lld", "mold"];

    /// <exception cref="UserException">No linker has that name.</exception>
    public static string Checked(string wanted) => Names.Contains(wanted)
        ? wanted
        : throw new UserException($"--linker: '{Printable.Text(wanted)}' is no linker{Suggestion.Phrase(wanted, Names)}; use {string.Join(", ", Names)}");
}
