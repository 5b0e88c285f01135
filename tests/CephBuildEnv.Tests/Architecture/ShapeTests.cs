using System.Text.RegularExpressions;

namespace CephBuildEnv.Tests.Architecture;

/// <summary>Small files with one thing in each.</summary>
public sealed partial class ShapeTests
{
    private const int LongestSource = 350;
    private const int LongestScript = 150;

    private static readonly string[] Folders = ["build", "src", "tests"];

    private static IEnumerable<SourceFile> Sources => Folders.SelectMany(SourceFile.In);

    [Fact]
    public void No_source_file_is_long() =>
        Sources.Where(file => file.Lines >= LongestSource).Select(file => $"{file}: {file.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void Most_source_files_are_short()
    {
        var lines = SourceFile.In("src").Select(file => file.Lines).Order().ToList();

        lines[lines.Count / 2].ShouldBeLessThan(70);
    }

    [Fact]
    public void No_script_is_long() => Scripts.All
        .Select(script => (script, lines: Checkout.Read(script).Count(c => c == '\n')))
        .Where(pair => pair.lines >= LongestScript)
        .ShouldBeEmpty();

    [Fact]
    public void Each_file_has_at_most_one_public_type() =>
        SourceFile.In("src").Where(file => PublicType().Count(file.Code) > 1).ShouldBeEmpty();

    [Fact]
    public void A_file_is_named_after_its_public_type() => SourceFile.In("src/CephBuildEnv")
        .Where(file => PublicType().Match(file.Code) is { Success: true } match && match.Groups["name"].Value != Path.GetFileNameWithoutExtension(file.Path))
        .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_be_done() => Sources
        .Where(file => Regex.IsMatch(file.Text, "TO[D]O|FIX[M]E|HA[C]K|NotImplemente[d]Exception"))
        .ShouldBeEmpty();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|unsafe) )*(?:record struct|record|class|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
