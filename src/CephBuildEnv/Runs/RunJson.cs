using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace CephBuildEnv.Runs;

/// <summary>Reads and writes run records without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>For people and grep too: no letter is written by its number that need not be.</summary>
    public static RunJson Readable => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
