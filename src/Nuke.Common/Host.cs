namespace Nuke.Common;

/// <summary>Where the build runs: a terminal or one of the known CI systems.</summary>
public sealed class Host
{
    /// <summary>Each with the environment variable that tells it.</summary>
    private static readonly (string Name, string? Variable)[] Known =
    [
        ("AppVeyor", "APPVEYOR"),
        ("AzurePipelines", "TF_BUILD"),
        ("Bamboo", "bamboo_planKey"),
        ("Bitbucket", "BITBUCKET_PIPELINE_UUID"),
        ("Bitrise", "BITRISE_BUILD_URL"),
        ("GitHubActions", "GITHUB_ACTIONS"),
        ("GitLab", "GITLAB_CI"),
        ("Jenkins", "JENKINS_HOME"),
        ("SpaceAutomation", "JB_SPACE_PROJECT_KEY"),
        ("TeamCity", "TEAMCITY_VERSION"),
        ("Terminal", null),
        ("TravisCI", "TRAVIS"),
    ];

    private readonly string _name;

    private Host(string name) => _name = name;

    internal static IEnumerable<string> Names => Known.Select(x => x.Name);
    internal bool IsTerminal => _name == "Terminal";
    internal bool IsGitHubActions => _name == "GitHubActions";

    public override string ToString() => _name;

    internal static Host Detect() =>
        new(Known.FirstOrDefault(x => x.Variable is { } variable && Environment.GetEnvironmentVariable(variable) != null, ("Terminal", null)).Name);

    internal static Host? Find(string name) =>
        Names.FirstOrDefault(x => x.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known ? new Host(known) : null;
}
