namespace CephBuildEnv.Engines;

/// <summary>A folder of the host that a container sees.</summary>
public sealed record Mount(string Source, string Target, bool ReadOnly = false)
{
    /// <summary>As the engines' <c>--volume</c> takes it.</summary>
    public override string ToString() => $"{Source}:{Target}{(ReadOnly ? ":ro" : "")}";
}
