using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CephBuildEnv.Images;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class PinnedImagesJson : JsonSerializerContext;
