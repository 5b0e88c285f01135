using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class RequirementTests
{
    [Theory]
    [InlineData("", "Target 'Build' requires member 'Release' to be not null or empty: add --release <value>")]
    [InlineData("--plan", "Target 'Build' requires member 'Release' to be not null or empty: add --release <value>")]
    [InlineData("build --release=", "Target 'Build' requires member 'Release' to be not null or empty: add --release <value>")]
    [InlineData("struct", "Target 'Struct' requires member 'Jobs' to be not null or empty: add --jobs <value>")]
    [InlineData("condition", "Target 'Condition' requires '(value(Nuke.Common.TestBuilds.RequirementBuild).Number > 100)'")]
    [InlineData("restore --needed=", "Member 'Needed' is required to be not null or empty: add --needed <value>")]
    public void What_is_missing_is_one_line_and_nothing_runs(string arguments, string expected)
    {
        var outcome = Workspace.Run("requirements", arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        outcome.Errors.ShouldBe($"error: {expected}\n");
        outcome.Output.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("--release reef")]
    [InlineData("struct --jobs 1")]
    [InlineData("condition --number 101")]
    [InlineData("not-now")]
    public void What_is_there_or_not_needed_passes(string arguments) => Workspace.Run("requirements", arguments.Split(' ')).ExitCode.ShouldBe(0);

    [Fact]
    public void A_member_that_nobody_can_set_is_a_fault_of_the_build()
    {
        var outcome = Workspace.Run("requirements", "unmarked");

        outcome.Errors.ShouldBe("error: Member '_unmarked' is required from target 'Unmarked' but not marked with an injection attribute.\n");
        outcome.ExitCode.ShouldBe(1);
    }
}
