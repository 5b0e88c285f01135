using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class PlanningTests
{
    [Theory]
    [InlineData("", "E D B C A All")]
    [InlineData("y x", "Y X")]
    [InlineData("x y", "Y X")]
    [InlineData("x+y+x", "Y X")]
    [InlineData("--target x y", "Y X")]
    [InlineData("--target x+y", "Y X")]
    [InlineData("x --target y", "Y X")]
    [InlineData("second first", "First Second")]
    [InlineData("first last second", "First Second Last")]
    [InlineData("last first", "First Last")]
    [InlineData("group", "X Group")]
    [InlineData("trigger", "Trigger AlsoTriggered Y Triggered")]
    [InlineData("schema x", "Schema X")]
    public void Targets_run_in_the_order_of_NUKE(string arguments, string expected) =>
        Workspace.Run("plan", [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--plan"]).PlannedTargets.ShouldBe(expected.Split(' '));

    [Fact]
    public void A_run_follows_the_plan() =>
        Workspace.Run("plan").Table.ShouldBe(["E Succeeded", "D Succeeded", "B Succeeded", "C Succeeded", "A Succeeded", "All Succeeded"]);

    [Theory]
    [InlineData("cycle", " - C, B, A")]
    [InlineData("two-cycles", " - B, A\n - H, G")]
    public void A_circle_stops_any_run(string build, string circles)
    {
        var outcome = Workspace.Run(build);

        outcome.Errors.ShouldBe($"error: Circular dependencies between targets:\n{circles}\n");
        outcome.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("publish-to-nuget")]
    [InlineData("PUBLISHTONUGET")]
    [InlineData("publishToNuGet")]
    public void Target_names_match_without_dashes_and_case(string typed) => Workspace.Run("plan", typed).Output.ShouldBe("published\n");

    [Fact]
    public void Asynchronous_actions_are_awaited() => Workspace.Run("plan", "awaits").Output.ShouldBe("awaited\n");

    [Fact]
    public void A_target_without_actions_is_not_in_the_table() => Workspace.Run("plan", "group").Table.ShouldBe(["X Succeeded"]);

    [Fact]
    public void An_unknown_target_is_an_error_that_lists_the_others()
    {
        var outcome = Workspace.Run("reasons", "buidl");

        outcome.Errors.ShouldBe("""
            error: Target with name 'buidl' does not exist. Did you mean 'Build'? Available targets are:
              - BaseImage
              - Build
              - Cleanup
              - Prepare
              - ReleaseImage
              - Schema

            """);
        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
    }
}
