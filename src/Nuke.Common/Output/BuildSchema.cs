using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>The JSON schema of <c>.nuke/parameters.json</c>, which is also what completions are made from.</summary>
internal static class BuildSchema
{
    public const string DisplayName = ".nuke/build.schema.json";

    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string FilePath => NukeBuild.RootDirectory / DisplayName;

    public static void Write(NukeBuild build) => File.WriteAllText(FilePath, Text(build, NukeBuild.Given!));

    public static void Check(NukeBuild build)
    {
        if (!File.Exists(FilePath) || File.ReadAllText(FilePath) != Text(build, NukeBuild.Given!))
            throw new StartException($"{DisplayName} is out of date: run target Schema without --check and commit the file");
    }

    private static string Text(NukeBuild build, ParameterSet parameters)
    {
        var custom = parameters.All.Where(x => !x.IsBuiltIn).ToList();
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["definitions"] = new JsonObject
            {
                ["Host"] = Choice(Host.Names),
                ["ExecutableTarget"] = Choice(build.AllTargets.Select(x => x.Name)),
                ["Verbosity"] = new JsonObject { ["type"] = "string", ["description"] = "", ["enum"] = Array(Enum.GetNames<Verbosity>()) },
                ["NukeBuild"] = Properties(parameters.All.Where(x => x.IsBuiltIn), build),
            },
            ["allOf"] = new JsonArray(custom.Count == 0 ? new JsonObject() : Properties(custom, build), Reference("NukeBuild")),
        };
        return schema.ToJsonString(Format) + "\n";
    }

    private static JsonObject Properties(IEnumerable<Parameter> parameters, NukeBuild build) => new()
    {
        ["properties"] = new JsonObject(parameters
            .OrderBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => KeyValuePair.Create<string, JsonNode?>(x.Name, Property(x, build)))),
    };

    private static JsonObject Property(Parameter parameter, NukeBuild build)
    {
        if (parameter.ElementType == typeof(Host) || parameter.ElementType == typeof(Verbosity))
            return Reference(parameter.ElementType.Name);
        var element = Element(parameter, build);
        var result = parameter.IsList ? new JsonObject { ["type"] = "array" } : element;
        if (parameter.Description.Length > 0)
            result["description"] = parameter.Description.TrimEnd('.');
        if (parameter.IsList)
            result["items"] = element;
        else if (parameter.IsNullable)
            result["type"] = new JsonArray(element["type"]!.GetValue<string>(), "null");
        return result;
    }

    private static JsonObject Element(Parameter parameter, NukeBuild build)
    {
        if (parameter.IsBuiltIn && parameter.IsList)
            return Reference("ExecutableTarget");
        if (parameter.ElementType == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (parameter.ElementType == typeof(int))
            return new JsonObject { ["type"] = "integer", ["format"] = "int32" };
        var choices = parameter.ElementType.IsEnum ? Enum.GetNames(parameter.ElementType) : parameter.AllowedValues(build);
        return choices is null ? new JsonObject { ["type"] = "string" } : Choice(choices);
    }

    private static JsonObject Choice(IEnumerable<string> values) => new() { ["type"] = "string", ["enum"] = Array(values.Order(StringComparer.Ordinal)) };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(x => JsonValue.Create(x))];
}
