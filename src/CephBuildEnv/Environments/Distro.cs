using System.Diagnostics.CodeAnalysis;

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
    /// <summary><c>ID</c> of its os-release, by which Ceph's install-deps.sh knows it; null for the first word of its name.</summary>
    [AllowNull]
    public string Id { get => field ?? Name.Split('-')[0]; init; }

    /// <summary>Of its own compiler; null while it is not known.</summary>
    public Version? Gcc { get; init; }

    /// <summary>The newest that install-deps.sh gets for it, from its own packages, a PPA or a toolset; null where that is <see cref="Gcc"/>.</summary>
    public Version? NewestGcc { get; init; }

    /// <summary>Of the CMake that its packages have; null while it is not known.</summary>
    public Version? CMake { get; init; }

    /// <summary>Whether it has a Python 2 with what Ceph's bindings are made with; null while it is not known.</summary>
    public bool? Python2 { get; init; }

    /// <summary>Releases that can do without Python 2 ask only for packages of Python 3 here.</summary>
    public bool PrefersPython3 { get; init; }

    /// <summary>Of the Boost that its packages have; null while it is not known.</summary>
    public Version? Boost { get; init; }

    /// <summary>This project builds and runs it in its tests; else it follows what is known of it.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Where its packages are now, when not at the usual place any more.</summary>
    public string? Archive { get; init; }

    public override string ToString() => Name;
}
