using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CephBuildEnv.Tests.Architecture;

/// <summary>The ready pipelines under .github/workflows: valid, pinned, and nothing but targets.</summary>
public sealed class PipelineTests
{
    public static TheoryData<string> Pipelines() => [.. Checkout.Files(".github/workflows", "*.yml")];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void It_is_valid_and_says_when_it_runs_and_what_it_may_do(string file)
    {
        var root = Read(file);

        root.Children.Keys.Select(key => key.ToString()).ShouldBe(["name", "on", "permissions", "jobs"], ignoreOrder: true);
        root["permissions"].ToString().ShouldNotContain("write");
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Each_action_is_pinned_to_a_commit(string file) =>
        Steps(file, "uses").ShouldAllBe(action => Regex.IsMatch(action, "@[0-9a-f]{40}$"));

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void It_invokes_targets_that_exist(string file)
    {
        var invoked = Steps(file, "run").SelectMany(script => Regex.Matches(script, @"\./build\.sh ([A-Z][A-Za-z]+)").Select(match => match.Groups[1].Value)).ToList();

        invoked.ShouldNotBeEmpty();
        invoked.Except(TargetTests.Targets().Select(row => row.Data).Append("Schema")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Steps(string file, string key) => ((YamlMappingNode)Read(file)["jobs"]).Children.Values
        .Cast<YamlMappingNode>()
        .SelectMany(job => (YamlSequenceNode)job["steps"])
        .Cast<YamlMappingNode>()
        .Where(step => step.Children.ContainsKey(key))
        .Select(step => step[key].ToString());

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Checkout.Read(file)));
        return (YamlMappingNode)yaml.Documents.ShouldHaveSingleItem().RootNode;
    }
}
