using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>What names an environment in a command that a person is to type.</summary>
public static class EnvironmentParameters
{
    /// <param name="distro">Its name.</param>
    /// <param name="release">As it was given.</param>
    /// <param name="origin">Where its tree comes from, as the tree says; null where there is none, or where it does not matter.</param>
    public static string Of(string distro, string release, string? origin = null) =>
        $"--distro {distro} --release {release}" +
        (origin is null || origin == DefaultRepository(release) || !RepositoryUrl.IsValid(origin) ? "" : $" --repository {ShellQuote.Quote(origin)}");

    /// <summary>The address of the repository that has a release, unless another one is given.</summary>
    public static string DefaultRepository(string release) => release == SampleRepository.Release ? SampleRepository.Address : RepositoryUrl.Ceph;
}
