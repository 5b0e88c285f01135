using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Nuke.Common.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void Schema_writes_what_its_check_accepts()
    {
        using var workspace = new Workspace("parameters");
        var file = Path.Combine(workspace.Root, ".nuke", "build.schema.json");

        workspace.Run("schema", "--check").ExitCode.ShouldBe(1);
        workspace.Run("schema").ExitCode.ShouldBe(0);
        workspace.Run("schema", "--check").ExitCode.ShouldBe(0);
        File.ReadAllText(file).ShouldEndWith("}\n");
        File.AppendAllText(file, "\n");
        workspace.Run("schema", "--check").Errors.ShouldContain("out of date: run target Schema without --check and commit the file");
    }

    [Fact]
    public void Schema_has_the_shape_of_NUKE()
    {
        using var workspace = new Workspace("parameters");
        workspace.Run("schema");

        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(workspace.Root, ".nuke", "build.schema.json")))!;

        var custom = schema["allOf"]![0]!["properties"]!;
        schema["definitions"]!["ExecutableTarget"]!["enum"]!.ToJsonString().ShouldBe("""["Schema","Show"]""");
        custom["Flag"]!.ToJsonString().ShouldBe("""{"type":"boolean","description":"A switch"}""");
        custom["Jobs"]!.ToJsonString().ShouldBe("""{"type":"integer","format":"int32","description":"Jobs to run at once"}""");
        custom["Maybe"]!["type"]!.ToJsonString().ShouldBe("""["boolean","null"]""");
        custom["Distro"]!["items"]!.ToJsonString().ShouldBe("""{"type":"string"}""");
        custom["Day"]!["enum"]![0]!.GetValue<string>().ShouldBe("Friday");
        custom["Hidden"].ShouldNotBeNull();
        schema["allOf"]![1]!["$ref"]!.GetValue<string>().ShouldBe("#/definitions/NukeBuild");
    }
}
