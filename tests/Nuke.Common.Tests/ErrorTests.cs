using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void An_error_of_the_user_is_shown_by_its_message()
    {
        var outcome = Workspace.Run("errors", "user");

        Outcome.Lines(outcome.Errors)[0].ShouldEndWith(" [ERR] User: no engine answers; start one");
        outcome.Errors.ShouldContain("[ERR] User: no engine answers; start one");
        outcome.Errors.ShouldNotContain("   at ");
        outcome.Table.ShouldBe(["User Failed // no engine answers; start one"]);
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Verbose_adds_the_stack() => Workspace.Run("errors", "--verbosity", "verbose").Errors.ShouldContain("   at Nuke.Common.TestBuilds.ErrorBuild");

    [Fact]
    public void Several_errors_are_shown_one_by_one()
    {
        var outcome = Workspace.Run("errors", "several");

        Outcome.Lines(outcome.Errors)[0].ShouldEndWith(" [ERR] Several: debian-12 failed");
        Outcome.Lines(outcome.Errors)[1].ShouldEndWith(" [ERR] Several: debian-13 failed");
        outcome.Errors.ShouldNotContain("AggregateException");
    }

    [Theory]
    [InlineData("fault", "InvalidOperationException: a fault")]
    [InlineData("checked", "ArgumentException: one is not more (Parameter '1 > 2')")]
    public void A_fault_is_shown_with_its_stack(string target, string expected)
    {
        var outcome = Workspace.Run("errors", target);

        outcome.Errors.ShouldContain($"System.{expected}\n   at ");
        outcome.Table[0].ShouldEndWith($"Failed // {expected}");
        outcome.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("created")]
    [InlineData("initialized")]
    public void An_error_before_the_first_target_is_one_line(string place)
    {
        var outcome = Workspace.Run("errors", "--at", place);

        outcome.Errors.ShouldBe($"error: failed when {place}\n");
        outcome.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void An_error_in_a_static_initialiser_is_one_line() => Workspace.Run("static-failure").Errors.ShouldBe("error: static state is not there\n");
}
