using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CephBuildEnv.Images;

/// <summary>Reads and writes manifests without reflection.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class ManifestJson : JsonSerializerContext;
