using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--jobs 5", "Jobs", "5")]
    [InlineData("--jobs=-5", "Jobs", "-5")]
    [InlineData("--jobs 5 --jobs 5", "Jobs", "5")]
    [InlineData("-JOBS 5", "Jobs", "5")]
    [InlineData("--ceph-dir sub", "CephDir", "$ROOT/sub")]
    [InlineData("--CephDir /x/../y/", "CephDir", "/y")]
    [InlineData("--distro debian-12 debian-13", "Distro", "[debian-12|debian-13]")]
    [InlineData("--distro debian-12 --distro debian-13", "Distro", "[debian-12|debian-13]")]
    [InlineData("--distro=debian-12 --distro=debian-13", "Distro", "[debian-12|debian-13]")]
    [InlineData("--names a+b --names c", "Names", "[a|b|c]")]
    [InlineData("--words a+b c", "Words", "[a+b|c]")]
    [InlineData("--flag", "Flag", "True")]
    [InlineData("--flag false", "Flag", "False")]
    [InlineData("--maybe", "Maybe", "True")]
    [InlineData("--day monday", "Day", "Monday")]
    [InlineData("--limit 1.5", "Limit", "1.5")]
    [InlineData("--bytes 5000000000", "Bytes", "5000000000")]
    [InlineData("--counts 1 2 --counts 3", "Counts", "6")]
    [InlineData("--size=", "Size", "")]
    [InlineData("--other-name x", "Renamed", "x")]
    [InlineData("--nuget-api-key x", "NuGetApiKey", "x")]
    [InlineData("--static x", "Static", "x")]
    [InlineData("--verbosity QUIET", "Verbosity", "Quiet")]
    [InlineData("--host jenkins", "Host", "Jenkins")]
    [InlineData("--host jenkins", "Local", "False")]
    [InlineData("--no-logo", "Jobs", "2")]
    public void Values_reach_their_member(string arguments, string name, string expected)
    {
        using var workspace = new Workspace("parameters");

        workspace.Run(arguments.Split(' '))[name].ShouldBe(expected.Replace("$ROOT", workspace.Root));
    }

    [Theory]
    [InlineData("--dstro x", "Unknown parameter '--dstro'. Did you mean '--distro'?")]
    [InlineData("--nonsense", "Unknown parameter '--nonsense'. --help lists those that exist.")]
    [InlineData("", "--target needs a value: --target <value>")]
    [InlineData("--skip=", "--skip needs a value: --skip <value>")]
    [InlineData("--jobs -5", "Unknown parameter '-5'. --help lists those that exist.")]
    [InlineData("-- show", "Unknown parameter '--'. --help lists those that exist.")]
    [InlineData("--no-logo show", "'show' is no value of --no-logo; a target stands before the parameters: show --no-logo")]
    [InlineData("--flag yes", "Value 'yes' of --flag is not valid: true or false is expected")]
    [InlineData("--flag --flag false", "--flag takes one value, but was given 'true' and 'false'")]
    [InlineData("--jobs 1 --jobs 2", "--jobs takes one value, but was given '1' and '2'")]
    [InlineData("--jobs 1 2", "--jobs takes one value, but was given '1' and '2'")]
    [InlineData("--jobs 1 show", "'show' is no value of --jobs; a target stands before the parameters: show --jobs 1")]
    [InlineData("--jobs=1 show", "'show' is no value of --jobs; a target stands before the parameters: show --jobs 1")]
    [InlineData("--jobs", "--jobs needs a value: --jobs <value>")]
    [InlineData("--distro", "--distro needs a value: --distro <value>")]
    [InlineData("--jobs many", "Value 'many' of --jobs is not valid: a whole number is expected")]
    [InlineData("--day someday", "Value 'someday' of --day is not valid: one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday is expected")]
    [InlineData("--limit 1,5", "Value '1,5' of --limit is not valid: a number is expected")]
    [InlineData("--counts 1 two", "Value 'two' of --counts is not valid: a whole number is expected")]
    [InlineData("--root /nowhere", "Root directory '/nowhere' does not exist")]
    public void What_does_not_fit_is_an_error_that_says_what_to_type(string arguments, string expected)
    {
        var outcome = Workspace.Run("parameters", arguments.Split(' '));

        outcome.Errors.ShouldBe($"error: {expected}\n");
        outcome.Output.ShouldBeEmpty();
        outcome.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Without_a_root_there_is_one_clean_message()
    {
        using var workspace = new Workspace("parameters");
        Directory.Delete(Path.Combine(workspace.Root, ".nuke"));

        var outcome = workspace.Run();

        Outcome.Lines(outcome.Errors)[0].ShouldBe($"error: Could not locate '.nuke' directory/file while walking up from '{workspace.Root}'.");
        outcome.ExitCode.ShouldBe(1);
    }

    [Fact]
    public void The_root_is_found_from_below_and_can_be_given()
    {
        using var workspace = new Workspace("parameters");
        using var other = new Workspace("parameters");

        workspace.Run("--root", other.Root)["Root"].ShouldBe(other.Root);
        workspace.Run([("NUKE_ROOT", other.Root)])["Root"].ShouldBe(other.Root);
    }
}
