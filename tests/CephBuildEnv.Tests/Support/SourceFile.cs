using System.Text.RegularExpressions;

namespace CephBuildEnv.Tests.Support;

/// <summary>A C# file of this repository, for tests about how the code is made.</summary>
public sealed partial class SourceFile
{
    private SourceFile(string path)
    {
        Path = path;
        Text = Checkout.Read(path);
        Code = Tokens().Replace(Text, match => match.Value.StartsWith('/') ? "" : match.Value);
        Literals = [.. Tokens().Matches(Text).Select(match => match.Value).Where(token => token.Contains('"'))
            .Select(token => token.TrimStart('$', '@').Trim('"'))];
    }

    /// <summary>Relative to the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>Without comments.</summary>
    public string Code { get; }

    /// <summary>What stands between quotation marks.</summary>
    public IReadOnlyList<string> Literals { get; }

    public int Lines => Text.Count(c => c == '\n');

    public static IReadOnlyList<SourceFile> In(string folder) => [.. Checkout.Files(folder, "*.cs").Select(path => new SourceFile(path))];

    public bool IsIn(string folder) => Path.StartsWith($"{folder}/", StringComparison.Ordinal);

    public bool Uses(string name) => UsingOf(name).IsMatch(Code);

    public override string ToString() => Path;

    private static Regex UsingOf(string name) => new($@"^using (static )?{Regex.Escape(name)}[.;]", RegexOptions.Multiline);

    [GeneratedRegex("""
        \$*"{3}[\s\S]*?"{3}|[$@]+"(?:[^"\\]|""|\\.)*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'|//[^\n]*
        """)]
    private static partial Regex Tokens();
}
