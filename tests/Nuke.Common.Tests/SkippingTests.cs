using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class SkippingTests
{
    [Fact]
    public void Conditions_skip_what_only_the_skipped_target_needs() => Workspace.Run("skip").Table.ShouldBe(
    [
        "Dep3 Succeeded",
        "SExec Skipped // OnlyWhen: On",
        "Dep2 Skipped // Skipped: because of SSkip",
        "Dep1 Skipped // Skipped: because of SSkip",
        "SSkip Skipped // OnlyWhen: On && !On && On",
        "Dep4 Succeeded",
        "DSkip Skipped // OnlyWhen: On",
        "All Succeeded",
        "Trig Skipped // Skipped: because of DSkip",
    ]);

    [Theory]
    [InlineData("image --skip")]
    [InlineData("image --skip restore")]
    [InlineData("--skip restore")]
    public void Skip_skips_what_was_not_asked_for(string arguments) =>
        Workspace.Run("invoked-skip", arguments.Split(' ')).Table.ShouldBe(["Restore Skipped // Skipped: via parameter", "Image Succeeded"]);

    [Fact]
    public void Skip_of_an_invoked_target_skips_only_its_dependencies() =>
        Workspace.Run("invoked-skip", "image", "--skip", "image").Table.ShouldBe(["Restore Skipped // Skipped: because of Image", "Image Succeeded"]);

    [Fact]
    public void The_default_target_can_be_skipped() =>
        Workspace.Run("invoked-skip", "--skip", "image").Table.ShouldBe(["Restore Skipped // Skipped: because of Image", "Image Skipped // Skipped: via parameter"]);

    [Fact]
    public void An_invoked_dependency_of_a_skipped_target_keeps_its_own() =>
        Workspace.Run("invoked-skip", "check", "compile").Table.ShouldBe(["Restore Succeeded", "Compile Succeeded", "Check Skipped // OnlyWhen: false"]);

    [Fact]
    public void A_run_in_which_everything_is_skipped_succeeds() => Workspace.Run("invoked-skip", "--skip", "image").ExitCode.ShouldBe(0);

    [Fact]
    public void An_unknown_target_to_skip_is_an_error()
    {
        var outcome = Workspace.Run("invoked-skip", "--skip", "restor");

        outcome.Errors.ShouldStartWith("error: Target with name 'restor' does not exist. Did you mean 'Restore'?");
        outcome.ExitCode.ShouldBe(2);
    }
}
