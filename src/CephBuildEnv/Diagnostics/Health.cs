namespace CephBuildEnv.Diagnostics;

public enum Health
{
    Good,

    /// <summary>Something will not work, or not well.</summary>
    Warning,

    /// <summary>Nothing can be built.</summary>
    Bad,
}
