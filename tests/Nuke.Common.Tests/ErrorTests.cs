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
        outcome.Table.ShouldBe(["User Failed // no engine answers"]);
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

    [Fact]
    public void Several_lines_are_shown_where_they_happen_and_the_first_in_the_end()
    {
        var outcome = Workspace.Run("errors", "after");

        outcome.Errors.ShouldContain("[ERR] Lines: it failed; its last lines:\n  one\n  two\n");
        outcome.Errors.ShouldContain("╬═════════════\n\n[ERR] Lines: it failed; its last lines:\n\n");
        outcome.Table.ShouldBe(["Lines Failed // it failed", "After NotRun"]);
    }

    [Fact]
    public void The_table_stays_readable() => Workspace.Run("errors", "wordy").Table.ShouldBe([$"Wordy Failed // {new string('x', 79)}…"]);

    [Fact]
    public void A_single_target_shows_its_error_once() => Workspace.Run("errors", "user").Errors.ShouldNotContain("Errors & Warnings");

    [Fact]
    public void A_fault_is_shown_with_its_stack()
    {
        const string expected = "InvalidOperationException: a fault";
        var outcome = Workspace.Run("errors", "fault");

        outcome.Errors.ShouldContain($"System.{expected}\n   at ");
        outcome.Table[0].ShouldEndWith($"Failed // {expected}");
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void An_error_before_the_first_target_is_one_line()
    {
        var outcome = Workspace.Run("errors", "--at", "initialized");

        outcome.Errors.ShouldBe("error: failed when initialized\n");
        outcome.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void An_error_in_a_static_initialiser_is_one_line() => Workspace.Run("static-failure").Errors.ShouldBe("error: static state is not there\n");
}
