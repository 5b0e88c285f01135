using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class StatusTests
{
    [Fact]
    public void After_a_failure_only_assured_targets_run()
    {
        var outcome = Workspace.Run("status", "bundle");

        outcome.Table.ShouldBe(
        [
            "Prepare Succeeded", "Failing Failed // InvalidOperationException: first line", "AfterFail NotRun", "Assured Succeeded", "Bundle NotRun",
        ]);
        outcome.Errors.ShouldContain("[ERR] Failing: Target Failing has thrown an exception\n");
        outcome.Errors.ShouldEndWith("\nBuild failed.\n");
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Proceed_after_failure_runs_what_follows_and_fails_all_the_same()
    {
        var outcome = Workspace.Run("status", "after-proceed");

        outcome.Table.ShouldBe(["Proceed Failed // InvalidOperationException: soft", "AfterProceed Succeeded"]);
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Continue_skips_what_the_failed_attempt_has_done()
    {
        using var workspace = new Workspace("status");
        workspace.Run("bundle");

        var outcome = workspace.Run("bundle", "--continue");
        var again = workspace.Run("bundle", "--continue");
        var changed = workspace.Run("bundle", "--continue", "--code", "3");

        outcome.Table.ShouldBe(["Prepare Skipped", "Failing Failed // InvalidOperationException: first line", "AfterFail NotRun", "Assured Skipped", "Bundle NotRun"]);
        again.Table.ShouldBe(outcome.Table);
        changed.Errors.ShouldContain("[WRN] Build invocation changed. Restarting ...");
        changed.Table[0].ShouldBe("Prepare Succeeded");
    }

    [Fact]
    public void Only_a_failed_run_leaves_a_file()
    {
        using var workspace = new Workspace("status");

        workspace.Run("warn");
        workspace.NukeFiles.ShouldBeEmpty();
        workspace.Run("bundle");
        Directory.GetFiles(workspace.Root, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldBe(["build-attempt.log"]);
    }

    [Fact]
    public void Hooks_are_called_in_the_order_of_NUKE()
    {
        using var workspace = new Workspace("status");

        Outcome.Lines(workspace.Run([("HOOKS", "1")], "bundle", "--skip", "prepare").Output).ShouldBe(
        [
            "HOOK initialized", "HOOK finished",
        ]);
    }

    [Fact]
    public void The_output_has_the_layout_of_NUKE()
    {
        var outcome = Workspace.Run("status", "warn");

        outcome.Output.ShouldBeEmpty();
        Regex.Replace(outcome.Errors, @"\d\d:\d\d:\d\d", "00:00:00").ShouldBe("""

            ╬════════════
            ║ Prepare
            ╬═══

            00:00:00 [INF] preparing things

            ╬═════════
            ║ Warn
            ╬══

            00:00:00 [WRN] careful with it

            ╬══════════════════════
            ║ Errors & Warnings
            ╬═════════════

            [WRN] Warn: careful with it

            ═══════════════════════════════════════
            Target             Status      Duration
            ───────────────────────────────────────
            Prepare            Succeeded     < 1sec
            Warn               Succeeded     < 1sec
            ───────────────────────────────────────
            Total                            < 1sec
            ═══════════════════════════════════════

            Build succeeded.

            """);
    }

    [Fact]
    public void A_run_of_one_target_that_succeeds_prints_its_result_only()
    {
        var outcome = Workspace.Run("status", "query");

        outcome.Output.ShouldBe("result\n");
        Outcome.Lines(outcome.Errors).ShouldHaveSingleItem().ShouldEndWith(" [INF] asking");
    }

    [Fact]
    public void The_build_can_set_the_exit_code() => Workspace.Run("status", "set-code", "--code", "7").ExitCode.ShouldBe(7);

    [Fact]
    public void Without_a_default_target_help_is_printed()
    {
        var outcome = Workspace.Run("no-default");

        outcome.Output.ShouldStartWith("Targets (with their direct dependencies):\n\n  Only\n");
        outcome.Output.ShouldContain("Default is '<none>'.");
        outcome.ExitCode.ShouldBe(0);
    }
}
