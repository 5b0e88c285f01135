namespace CephBuildEnv.Engines;

/// <summary>A container in a list of them.</summary>
/// <param name="Id">Of the container.</param>
/// <param name="Name">Without the slash that the API puts before it.</param>
/// <param name="ImageId">That it runs.</param>
/// <param name="Running">It has processes, or is just being removed.</param>
/// <param name="Labels">What was written on it when it was made.</param>
/// <param name="Size">In bytes: what it has written itself.</param>
public sealed record ListedContainer(
    string Id, string Name, string ImageId, bool Running, IReadOnlyDictionary<string, string> Labels, long Size);
