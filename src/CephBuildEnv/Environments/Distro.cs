namespace CephBuildEnv.Environments;

/// <summary>A distribution that images can be made for: one folder under <c>images/base/distros</c>.</summary>
/// <param name="Name">The folder's name, such as <c>debian-12</c>.</param>
/// <param name="Title">For people: <c>Debian 12 "bookworm"</c>.</param>
/// <param name="Family">Its package manager.</param>
/// <param name="Upstream">Reference of the image that its base image starts from.</param>
/// <param name="EndOfLife">The day after which it gets no more updates; null while none is known.</param>
/// <param name="BootstrapSuite">The suite that mmdebstrap can make the upstream image from, where there is one.</param>
/// <param name="BootstrapComponents">Of the suite, separated by commas; null for mmdebstrap's own choice.</param>
public sealed record Distro(
    string Name, string Title, PackageFamily Family, string Upstream, DateOnly? EndOfLife, string? BootstrapSuite, string? BootstrapComponents)
{
    /// <summary>Of its own compiler; null while it is not known.</summary>
    public Version? Gcc { get; init; }

    /// <summary>Of the CMake that its packages have; null while it is not known.</summary>
    public Version? CMake { get; init; }

    /// <summary>Whether it has a Python 2 with what Ceph's bindings are made with; null while it is not known.</summary>
    public bool? Python2 { get; init; }

    /// <summary>Ceph's install-deps.sh gets newer compilers for it from elsewhere: a PPA, a toolset.</summary>
    public bool HasNewerCompilers { get; init; }

    /// <summary>This project builds and runs it in its tests; else it follows what is known of it.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Where its packages are now, when not at the usual place any more.</summary>
    public string? Archive { get; init; }

    public override string ToString() => Name;
}
