namespace CephBuildEnv.Environments;

/// <summary>A distro and a release: what everything else — images, source tree, ccache, containers, logs — is keyed by.</summary>
public sealed record BuildEnvironment(Distro Distro, ReleaseName Release)
{
    /// <summary><c>debian-12-reef</c>.</summary>
    public string Key => $"{Distro.Name}-{Release}";

    public override string ToString() => Key;
}
