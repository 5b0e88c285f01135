using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class StreamTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS", true)]
    [InlineData("CI", false)]
    public void Redirected_output_has_colours_only_where_the_host_shows_them(string variable, bool expected)
    {
        using var workspace = new Workspace("status");

        workspace.Run([(variable, "true"), ("TERM", "xterm")], "bundle").Errors.Contains('\e').ShouldBe(expected);
        workspace.Run([(variable, "true"), ("TERM", "xterm"), ("NO_COLOR", "1")], "bundle").Errors.ShouldNotContain("\e");
    }

    [Fact]
    public void GitHub_gets_annotations()
    {
        using var workspace = new Workspace("status");

        var outcome = workspace.Run([("GITHUB_ACTIONS", "true"), ("NO_COLOR", "1")], "bundle");

        outcome.Errors.ShouldContain("\n::error::Target Failing has thrown an exception\n");
    }

    [Theory]
    [InlineData("GITLAB_CI", "GitLab")]
    [InlineData("TF_BUILD", "AzurePipelines")]
    [InlineData("CI", "Terminal")]
    public void The_host_is_known_by_its_variable(string variable, string expected)
    {
        using var workspace = new Workspace("parameters");

        workspace.Run([(variable, "true")])["Host"].ShouldBe(expected);
    }

    [Theory]
    [InlineData("verbose", 2)]
    [InlineData("normal", 2)]
    [InlineData("minimal", 0)]
    public void Verbosity_filters_log_lines(string verbosity, int expected) =>
        Workspace.Run("reasons", "--verbosity", verbosity).Errors.Split("[DBG]").Length.ShouldBe(expected + 1);
}
