using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class HelpTests
{
    [Fact]
    public void Help_lists_targets_and_parameters()
    {
        using var workspace = new Workspace("reasons");

        var outcome = workspace.Run("--help");

        outcome.Output.ShouldBe("""
            Targets (with their direct dependencies):

              Build (default)      -> ReleaseImage
              ReleaseImage         -> BaseImage
              BaseImage            -> Prepare
              Prepare
              Cleanup
              Schema
                Writes .nuke/build.schema.json

            Parameters:

              --broken             A condition fails.
              --up-to-date         Everything is up to date.

              --check              With target Schema: writes nothing, and fails if the file
                                   is out of date.
              --continue           Indicates to continue a previously failed build attempt.
              --help               Shows the help text for this build assembly.
              --host               Host for execution. Default is 'automatic'.
              --no-logo            Has no effect: there is no logo.
              --plan               Shows the execution plan as text, with the reason for
                                   every step, and runs nothing.
              --root               Root directory during build execution.
              --skip               List of targets to be skipped. Empty list skips all
                                   dependencies.
              --target             List of targets to be invoked. Default is 'Build'.
              --verbosity          Logging verbosity during build execution. Default is
                                   'Normal'.


            """);
        outcome.Errors.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(0);
        workspace.NukeFiles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--size ", "Size of the cache. Default is '50G'.")]
    [InlineData("--jobs ", "Jobs to run at once. Default is '2'.")]
    [InlineData("--names ", "Names. Default is 'x y'.")]
    [InlineData("--day ", "A day; default is today.")]
    [InlineData("--flag ", "A switch.")]
    [InlineData("--colour ", "<no description>")]
    public void Help_adds_the_default_where_the_description_does_not(string option, string expected) =>
        Outcome.Lines(Workspace.Run("parameters", "--help", "--jobs", "9", "--size", "1G").Output)
            .Single(x => x.StartsWith("  " + option, StringComparison.Ordinal)).ShouldEndWith("  " + expected);

    [Fact]
    public void Help_has_its_usual_short_name() => Workspace.Run("plan", "-h").Output.ShouldBe(Workspace.Run("plan", "--help").Output);

    [Fact]
    public void Help_hides_what_is_not_listed()
    {
        Workspace.Run("parameters", "--help").Output.ShouldNotContain("--hidden");
        Workspace.Run("plan", "--help").Output.ShouldNotContain("PublishToNuGet");
    }

    [Fact]
    public void An_unknown_target_is_an_error_with_help_too() => Workspace.Run("plan", "nonsense", "--help").ExitCode.ShouldBe(2);
}
