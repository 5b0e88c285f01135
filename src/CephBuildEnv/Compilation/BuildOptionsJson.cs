using System.Text.Json.Serialization;

namespace CephBuildEnv.Compilation;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BuildOptions))]
internal sealed partial class BuildOptionsJson : JsonSerializerContext;
