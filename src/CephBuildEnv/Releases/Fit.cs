using CephBuildEnv.Environments;

namespace CephBuildEnv.Releases;

/// <summary>Whether a distro has what a tree wants, as far as that is known before anything is installed.</summary>
public static class Fit
{
    private static readonly Version CMake4 = new(4, 0);

    /// <summary>What stands in the way, for people; empty when nothing is known to.</summary>
    /// <param name="tree">That is to be built.</param>
    /// <param name="distro">On which.</param>
    /// <param name="systemBoost">With the distro's Boost, not one that is built.</param>
    public static IEnumerable<string> Obstacles(CephTree tree, Distro distro, bool systemBoost)
    {
        if (!tree.KnowsDistribution(distro.Id))
            yield return $"its install-deps.sh does not know '{distro.Id}'";
        if ((distro.NewestGcc ?? distro.Gcc) is { } gcc && gcc < tree.LeastGcc)
            yield return $"it is C++{tree.Standard} and wants GCC {Text(tree.LeastGcc)} or later, and {distro} has {(distro.NewestGcc is null ? "" : "at most ")}{Text(gcc)}";
        if (distro.CMake is { } cmake && tree.LeastCMake is { } least)
        {
            if (cmake < CephTree.ParseVersion(least))
                yield return $"it wants CMake {least} or later, and {distro} has {Text(cmake)}";
            if (cmake >= CMake4 && tree.IsRefusedByCMake4)
                yield return $"it is written for CMake {least}, and the CMake {Text(cmake)} of {distro} refuses what is older than 3.5 (--cmake-arg=-DCMAKE_POLICY_VERSION_MINIMUM=3.5 may help)";
        }

        if (tree.PrefersPython2 && !tree.TakesPython3Alone && distro.Python2 == false)
            yield return $"it wants Python 2, and {distro} cannot build with it any more";
        if (systemBoost && distro.Boost is { } boost && tree.LeastBoost is { } leastBoost && boost < CephTree.ParseVersion(leastBoost))
            yield return $"it takes Boost {leastBoost} or later from a distribution, and {distro} has {Text(boost)}: leave --system-boost out";
    }

    /// <exception cref="UserException">Something stands in the way.</exception>
    public static void Require(CephTree tree, BuildEnvironment environment, bool systemBoost, Func<IEnumerable<Distro>> distros)
    {
        var obstacles = string.Join("; ", Obstacles(tree, environment.Distro, systemBoost));
        if (obstacles.Length == 0)
            return;
        // One of which nothing is known cannot be recommended.
        var fitting = distros().Where(distro => distro is { Gcc: not null, CMake: not null } && !Obstacles(tree, distro, systemBoost).Any()).Select(distro => distro.Name).ToList();
        throw new UserException(
            $"{environment.Release} cannot be built on {environment.Distro.Title}: {obstacles}; " +
            $"{(fitting.Count > 0 ? $"distros that fit: {string.Join(", ", fitting)}" : "no distro of this project fits")}; " +
            "to try all the same, for example with another compiler: --allow-unfit");
    }

    private static string Text(Version version) => version.Build > 0 ? version.ToString(3) : version.ToString(2);
}
