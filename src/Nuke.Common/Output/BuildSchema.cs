using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common.Output;

/// <summary>The JSON schema of <c>.nuke/parameters.json</c>, which is also what completions are made from.</summary>
internal static class BuildSchema
{
    public const string DisplayName = ".nuke/build.schema.json";

    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Update(NukeBuild build, bool checkOnly)
    {
        string file = NukeBuild.RootDirectory / DisplayName;
        var text = Text(build);
        if (!checkOnly)
            File.WriteAllText(file, text);
        else if (!File.Exists(file) || File.ReadAllText(file) != text)
            throw new StartException($"{DisplayName} is out of date: run target Schema without --check and commit the file");
        Log.Information("{File} is up to date", DisplayName);
    }

    private static string Text(NukeBuild build)
    {
        var custom = build.AllParameters.Where(x => !x.IsBuiltIn).ToList();
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["definitions"] = new JsonObject
            {
                ["Host"] = Choice(Host.Names),
                ["ExecutableTarget"] = Choice(build.AllTargets.Select(x => x.Name)),
                ["Verbosity"] = new JsonObject { ["type"] = "string", ["description"] = "", ["enum"] = new JsonArray([.. Enum.GetNames<Verbosity>()]) },
                ["NukeBuild"] = Properties(build.AllParameters.Where(x => x.IsBuiltIn)),
            },
            ["allOf"] = new JsonArray(custom.Count == 0 ? new JsonObject() : Properties(custom), Reference("NukeBuild")),
        };
        return schema.ToJsonString(Format) + "\n";
    }

    private static JsonObject Properties(IEnumerable<Parameter> parameters) => new()
    {
        ["properties"] = new JsonObject(parameters
            .OrderBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => KeyValuePair.Create<string, JsonNode?>(x.Name, Property(x)))),
    };

    private static JsonObject Property(Parameter parameter)
    {
        if (parameter.ElementType == typeof(Host) || parameter.ElementType == typeof(Verbosity))
            return Reference(parameter.ElementType.Name);
        var element = Element(parameter);
        var result = parameter.IsList ? new JsonObject { ["type"] = "array" } : element;
        if (parameter.Description.Length > 0)
            result["description"] = parameter.Description.TrimEnd('.');
        if (parameter.IsList)
            result["items"] = element;
        else if (parameter.IsNullable)
            result["type"] = new JsonArray(element["type"]!.GetValue<string>(), "null");
        return result;
    }

    private static JsonObject Element(Parameter parameter) => parameter.ElementType switch
    {
        _ when parameter is { IsBuiltIn: true, IsList: true } => Reference("ExecutableTarget"),
        _ when parameter.Choices is { } choices => Choice(choices),
        var type when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        var type when type == typeof(int) => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        var type when type == typeof(long) => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
        var type when type == typeof(double) => new JsonObject { ["type"] = "number", ["format"] = "double" },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Choice(IEnumerable<string> values) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Order(StringComparer.Ordinal)]) };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}
