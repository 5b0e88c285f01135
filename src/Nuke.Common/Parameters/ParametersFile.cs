using System.Text.Json;
using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>Reads <c>.nuke/parameters.json</c>: an object of parameter names with a value or an array of values.</summary>
internal static class ParametersFile
{
    public const string DisplayName = ".nuke/parameters.json";

    public static Dictionary<string, string[]> Read(IEnumerable<Parameter> parameters)
    {
        var values = new Dictionary<string, string[]>(StringComparer.Ordinal);
        string file = NukeBuild.RootDirectory / ".nuke" / "parameters.json";
        if (!File.Exists(file))
            return values;
        using var document = Parse(file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new StartException($"{DisplayName} must hold one JSON object");
        var known = parameters.Where(x => !x.IsPerInvocation).ToDictionary(x => x.Name, StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "$schema" || property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (!known.TryGetValue(property.Name, out var parameter))
                throw new StartException($"Unknown parameter '{property.Name}' in {DisplayName}.{Names.DidYouMean(property.Name, known.Keys)}");
            values[property.Name] = Texts(property.Value, parameter);
        }
        return values;
    }

    private static JsonDocument Parse(string file)
    {
        var options = new JsonDocumentOptions
        {
            AllowDuplicateProperties = false,
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        };
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file), options);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{DisplayName} cannot be read: {exception.Message}");
        }
    }

    private static string[] Texts(JsonElement value, Parameter parameter) => value.ValueKind switch
    {
        JsonValueKind.Array when parameter.IsList => [.. value.EnumerateArray().SelectMany(x => Texts(x, parameter))],
        JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null =>
            throw new StartException($"Value of {parameter.Name} in {DisplayName} is not valid: a single value is expected"),
        _ => [value.ToString()],
    };
}
