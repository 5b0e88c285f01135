using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Disk;

/// <summary>What one environment takes, in bytes.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Source">Its source tree without the build folders.</param>
/// <param name="Builds">The build folders in it.</param>
/// <param name="Cache">Its compiler cache.</param>
/// <param name="Headers">Those of its image, for editors.</param>
/// <param name="Logs">The records and logs of its runs.</param>
/// <param name="Images">What its images add to the base image; null when the engine does not answer.</param>
public sealed record EnvironmentUsage(BuildEnvironment Environment, long Source, long Builds, long Cache, long Headers, long Logs, long? Images)
{
    public static EnvironmentUsage Measure(HostLayout layout, BuildEnvironment environment, long? images, CancellationToken cancellation)
    {
        var builds = layout.BuildDirectories(environment);
        return new(
            environment,
            FolderSize.Of(layout.Source(environment), builds, cancellation).Bytes,
            builds.Sum(build => FolderSize.Of(build, [], cancellation).Bytes),
            FolderSize.Of(layout.Cache(environment), [], cancellation).Bytes,
            FolderSize.Of(layout.HeadersOf(environment), [], cancellation).Bytes,
            FolderSize.Of(layout.LogsOf(environment), [], cancellation).Bytes,
            images);
    }
}
