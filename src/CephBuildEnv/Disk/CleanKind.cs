namespace CephBuildEnv.Disk;

/// <summary>What can be removed, in the order in which it is: what holds on to something goes before it.</summary>
public enum CleanKind
{
    /// <summary>What an interrupted run or removal, or the repair of a mirror, has left.</summary>
    Leftovers,

    /// <summary>Containers of ours that do not run.</summary>
    Containers,

    /// <summary>Images of environments, base images, and what rebuilds have left of them.</summary>
    Images,

    /// <summary>The build folders in source trees.</summary>
    Builds,

    /// <summary>Source trees, with their build folders.</summary>
    Sources,

    /// <summary>Headers of images, for editors.</summary>
    Headers,

    /// <summary>Compiler caches.</summary>
    Ccache,

    /// <summary>The records and logs of runs.</summary>
    Logs,

    /// <summary>Archives that releases are built with, also those that somebody has put there.</summary>
    Downloads,

    /// <summary>Mirrors in the object store.</summary>
    Objects,
}
