using System.Text.RegularExpressions;

namespace CephBuildEnv.Tests.Architecture;

/// <summary>The target graph in build/.</summary>
public sealed partial class TargetTests
{
    private const int LongestBody = 16;

    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.In("build");

    public static TheoryData<string> Targets() => [.. All().Keys];

    public static TheoryData<string> Parameters() => [.. AllParameters().Keys];

    [Fact]
    public void All_targets_of_the_design_are_there()
    {
        var expected = new[] { "Prepare", "ListDistros", "BaseImage", "ReleaseImage", "ReleaseImages", "BuildPrepare", "Build", "Interactive", "Shell", "Doctor", "Status", "Logs", "Quickstart", "SelfTest" };

        expected.Except(All().Keys).ShouldBeEmpty();
    }

    [Fact]
    public void None_escapes_these_tests()
    {
        All().Count.ShouldBe(Files.Sum(file => file.Code.Split("Target ").Count(text => text.Split('\n')[0].EndsWith(" => _ => _"))));
        AllParameters().Count.ShouldBe(Files.Sum(file => file.Code.Split("[Parameter(").Length - 1));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_has_either_a_description_or_is_unlisted(string target)
    {
        var definition = All()[target];

        (definition.Contains(".Description(") ^ definition.Contains(".Unlisted()")).ShouldBeTrue(definition);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_is_short(string target) => All()[target].Count(c => c == '\n').ShouldBeLessThanOrEqualTo(LongestBody);

    [Theory]
    [MemberData(nameof(Targets))]
    public void It_does_no_work_of_its_own(string target) =>
        All()[target].ShouldSatisfyAllConditions(
            text => text.ShouldNotContain("foreach ("),
            text => text.ShouldNotContain("for ("),
            text => text.ShouldNotContain("Path.Combine"));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_is_described_with_its_default_or_is_required(string parameter)
    {
        var (description, declaration) = AllParameters()[parameter];

        description.ShouldNotBeNullOrWhiteSpace();
        (description.Contains("default") || declaration.Contains(" = ") || Files.Any(file => file.Code.Contains($".Requires(() => {parameter})")))
            .ShouldBeTrue($"{parameter}: {description}");
    }

    [Fact]
    public void The_table_of_contents_is_short() => Files.Single(file => file.Path == "build/Build.cs").Lines.ShouldBeLessThan(150);

    [Fact]
    public void Every_file_of_the_script_is_compiled() => Files.Select(file => Path.GetFileName(file.Path))
        .Where(name => !Checkout.Read("build/_build.csproj").Contains(name)).ShouldBeEmpty();

    private static Dictionary<string, string> All() => Files
        .SelectMany(file => Definition().Matches(file.Code))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Value);

    private static Dictionary<string, (string Description, string Declaration)> AllParameters() => Files
        .SelectMany(file => Parameter().Matches(file.Code))
        .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["description"].Value, match.Groups["declaration"].Value));

    [GeneratedRegex(@"^    Target (?<name>\w+) => _ => _\n(?:        .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\[Parameter\(\$?""(?<description>[^""]*)""(?:, Name = ""[a-z-]+"")?\)\](?:\s*\[\w+\])?\s+(?<declaration>(?:\w+ )*\S+ (?<name>[A-Z]\w*)(?: = [^;]+)?;)")]
    private static partial Regex Parameter();
}
