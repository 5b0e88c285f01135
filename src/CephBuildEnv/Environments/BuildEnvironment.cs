namespace CephBuildEnv.Environments;

/// <summary>A distro and a release: what everything else — images, source tree, ccache, containers, logs — is keyed by.</summary>
public sealed record BuildEnvironment(Distro Distro, ReleaseName Release)
{
    /// <summary><c>debian-12-reef</c>.</summary>
    public string Key => $"{Distro.Name}-{Release}";

    /// <summary>The environment of a key; null when it is that of none. Where the names of two distros fit, the longer one counts.</summary>
    public static BuildEnvironment? Find(IReadOnlyList<Distro> distros, string key) => distros
        .Where(distro => key.StartsWith($"{distro.Name}-", StringComparison.Ordinal) && ReleaseName.IsValid(key[(distro.Name.Length + 1)..]))
        .OrderByDescending(distro => distro.Name.Length)
        .Select(distro => new BuildEnvironment(distro, ReleaseName.Parse(key[(distro.Name.Length + 1)..])))
        .FirstOrDefault();

    public override string ToString() => Key;
}
