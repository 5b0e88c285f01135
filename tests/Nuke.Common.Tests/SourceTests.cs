using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

/// <summary>Where values come from besides the command line.</summary>
public sealed class SourceTests
{
    [Fact]
    public void Command_line_beats_environment_beats_file_beats_initialiser()
    {
        using var workspace = new Workspace("parameters");

        workspace.Run()["Jobs"].ShouldBe("2");
        workspace.WithParameters("""{ "$schema": "./build.schema.json", "Jobs": 3 }""").Run()["Jobs"].ShouldBe("3");
        workspace.Run([("NUKE_JOBS", "4")])["Jobs"].ShouldBe("4");
        workspace.Run([("NUKE_JOBS", "4")], "--jobs", "5")["Jobs"].ShouldBe("5");
    }

    [Theory]
    [InlineData("NUKE_CEPH_DIR", "/c", "CephDir", "/c")]
    [InlineData("nuke_cephdir", "/c", "CephDir", "/c")]
    [InlineData("CEPH_DIR", "/c", "CephDir", "null")]
    [InlineData("CephDir", "/c", "CephDir", "null")]
    [InlineData("NUKE_OTHER_NAME", "x", "Renamed", "x")]
    [InlineData("NUKE_DISTRO", "debian-12 debian-13", "Distro", "[debian-12|debian-13]")]
    [InlineData("NUKE_NAMES", "a+b c", "Names", "[a|b c]")]
    [InlineData("NUKE_SIZE", "", "Size", "50G")]
    [InlineData("NUKE_FLAG", "true", "Flag", "True")]
    [InlineData("NUKE_VERBOSITY", "quiet", "Verbosity", "Quiet")]
    public void Only_variables_with_the_prefix_count(string variable, string value, string name, string expected)
    {
        using var workspace = new Workspace("parameters");

        workspace.Run([(variable, value)])[name].ShouldBe(expected);
    }

    [Fact]
    public void A_bad_variable_is_an_error()
    {
        using var workspace = new Workspace("parameters");

        workspace.Run([("NUKE_FLAG", "1")]).Errors.ShouldBe("error: Value '1' of NUKE_FLAG is not valid: true or false is expected\n");
    }

    [Fact]
    public void The_file_takes_every_type()
    {
        using var workspace = new Workspace("parameters").WithParameters("""
            {
              // A path is relative to the root here.
              "CephDir": "sub", "Distro": ["debian-12"], "Flag": true, "Jobs": 3, "Day": "monday", "Names": ["a+b"], "Verbosity": "Quiet", "Size": null,
            }
            """);
        Directory.CreateDirectory(Path.Combine(workspace.Root, "below"));

        var outcome = workspace.Run();

        outcome["CephDir"].ShouldBe(workspace.Root + "/sub");
        outcome["Distro"].ShouldBe("[debian-12]");
        outcome["Flag"].ShouldBe("True");
        outcome["Day"].ShouldBe("Monday");
        outcome["Names"].ShouldBe("[a|b]");
        outcome["Verbosity"].ShouldBe("Quiet");
        outcome["Size"].ShouldBe("50G");
    }

    [Theory]
    [InlineData("""{ "Dstro": "x" }""", "Unknown parameter 'Dstro' in .nuke/parameters.json. Did you mean 'Distro'?")]
    [InlineData("""{ "distro": "x" }""", "Unknown parameter 'distro' in .nuke/parameters.json. Did you mean 'Distro'?")]
    [InlineData("""{ "Root": "x" }""", "Unknown parameter 'Root' in .nuke/parameters.json.")]
    [InlineData("""{ "Jobs": "x" }""", "Value 'x' of Jobs in .nuke/parameters.json is not valid: a whole number is expected")]
    [InlineData("""{ "Jobs": [1] }""", "Value of Jobs in .nuke/parameters.json is not valid: a single value is expected")]
    [InlineData("[]", ".nuke/parameters.json must hold one JSON object")]
    [InlineData("{ nonsense }", ".nuke/parameters.json cannot be read: ")]
    [InlineData("""{ "Jobs": 1, "Jobs": 2 }""", ".nuke/parameters.json cannot be read: ")]
    public void A_bad_file_is_an_error(string json, string expected)
    {
        using var workspace = new Workspace("parameters").WithParameters(json);

        var outcome = workspace.Run();

        outcome.Errors.ShouldStartWith($"error: {expected}");
        outcome.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void The_target_can_come_from_the_environment() =>
        RunPlan([("NUKE_TARGET", "x+y")]).PlannedTargets.ShouldBe(["Y", "X"]);

    private static Outcome RunPlan((string, string)[] environment)
    {
        using var workspace = new Workspace("plan");
        return workspace.Run(environment, "--plan");
    }
}
