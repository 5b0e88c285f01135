using CephBuildEnv.Environments;

namespace CephBuildEnv.Releases;

/// <summary>Whether a distro has what a tree wants, as far as that is known before anything is installed.</summary>
public static class Fit
{
    /// <summary>What stands in the way, for people; empty when nothing is known to.</summary>
    public static IReadOnlyList<string> Obstacles(CephTree tree, Distro distro) =>
    [
        .. distro.Gcc is { } gcc && gcc < tree.LeastGcc && !distro.HasNewerCompilers
            ? [$"it is C++{tree.Standard} and wants GCC {Text(tree.LeastGcc)} or later, and {distro} has {Text(gcc)}"] : (string[])[],
        .. distro.CMake is { } cmake && tree.LeastCMake is { } least && cmake < CephTree.ParseVersion(least)
            ? [$"it wants CMake {least} or later, and {distro} has {Text(cmake)}"] : (string[])[],
        .. tree.PrefersPython2 && !tree.TakesPython3Alone && distro.Python2 == false
            ? [$"it wants Python 2, and {distro} cannot build with it any more"] : (string[])[],
    ];

    /// <exception cref="UserException">Something stands in the way.</exception>
    public static void Require(CephTree tree, BuildEnvironment environment, IEnumerable<Distro> distros)
    {
        if (Obstacles(tree, environment.Distro) is not [_, ..] obstacles)
            return;
        var fitting = distros.Where(distro => Obstacles(tree, distro).Count == 0).Select(distro => distro.Name).ToList();
        throw new UserException(
            $"{environment.Release} cannot be built on {environment.Distro.Title}: {string.Join("; ", obstacles)}; " +
            $"{(fitting.Count > 0 ? $"distros that fit: {string.Join(", ", fitting)}" : "no distro of this project fits")}; " +
            "to try all the same, for example with another compiler: --allow-unfit");
    }

    private static string Text(Version version) => version.Build > 0 ? version.ToString(3) : version.ToString(2);
}
