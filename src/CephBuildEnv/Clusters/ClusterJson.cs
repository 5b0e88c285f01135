using System.Text.Json.Serialization;

namespace CephBuildEnv.Clusters;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Cluster))]
internal sealed partial class ClusterJson : JsonSerializerContext;
