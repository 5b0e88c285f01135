using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class PlanTextTests
{
    [Fact]
    public void The_plan_gives_the_reason_for_every_step()
    {
        using var workspace = new Workspace("reasons");

        var outcome = workspace.Run("build", "--plan");

        outcome.Output.ShouldBe("""
            Plan for: Build
              Prepare        run    needed by BaseImage
              BaseImage      skip   debian-12: up to date
                                    debian-13: up to date
              ReleaseImage   run    debian-12-reef: base:debian-12-reef does not exist
                                    debian-13-reef: debian/control changed
              Build          run    invoked
              Cleanup        run    triggered by Build

            """);
        outcome.Errors.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0);
        workspace.NukeFiles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--up-to-date", "  Prepare        skip   !UpToDate")]
    [InlineData("build --skip prepare", "  Prepare        skip   via parameter")]
    [InlineData("--no-logo", "  Build          run    default target")]
    public void Without_a_logged_reason_the_rule_is_the_reason(string arguments, string line) =>
        Outcome.Lines(Workspace.Run("reasons", [.. arguments.Split(' '), "--plan"]).Output).ShouldContain(line);

    [Fact]
    public void What_is_skipped_because_of_another_target_says_so() => Outcome.Lines(Workspace.Run("skip", "--plan").Output).ShouldBe(
    [
        "Plan for: All",
        "  Dep3    run    needed by SExec",
        "  SExec   skip   On",
        "  Dep2    skip   because of SSkip",
        "  Dep1    skip   because of SSkip",
        "  SSkip   skip   On && !On && On",
        "  Dep4    run    needed by DSkip",
        "  DSkip   skip   On",
        "  All     run    default target",
        "  Trig    skip   because of DSkip",
    ]);

    [Fact]
    public void A_condition_that_fails_ends_the_plan()
    {
        var outcome = Workspace.Run("reasons", "--plan", "--broken", "--verbosity", "quiet");

        outcome.Errors.ShouldBe("error: ReleaseImage: engine does not answer\n");
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_run_shows_the_same_reasons()
    {
        var outcome = Workspace.Run("reasons");

        outcome.Output.ShouldBe("built\n");
        outcome.Table.ShouldContain("BaseImage Skipped // debian-12: up to date; +1 more");
        outcome.Errors.ShouldContain("[INF] BaseImage: skipped, debian-12: up to date\n");
        var header = outcome.Errors.IndexOf("║ ReleaseImage", StringComparison.Ordinal);
        var reason = outcome.Errors.IndexOf("[INF] debian-13-reef: debian/control changed", StringComparison.Ordinal);
        reason.ShouldBeGreaterThan(header);
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_condition_that_fails_in_a_run_fails_its_target()
    {
        var outcome = Workspace.Run("reasons", "--broken");

        outcome.Table.ShouldContain("ReleaseImage Failed // engine does not answer");
        outcome.Table.ShouldContain("Build NotRun");
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void A_fault_in_a_condition_is_shown_in_full()
    {
        var outcome = Workspace.Run("reasons", "--faulty");

        outcome.Errors.ShouldContain("[ERR] Target ReleaseImage has thrown an exception\nSystem.InvalidOperationException: a fault\n   at ");
        outcome.Table.ShouldContain("ReleaseImage Failed // InvalidOperationException: a fault");
    }
}
