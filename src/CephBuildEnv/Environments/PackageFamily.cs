namespace CephBuildEnv.Environments;

/// <summary>The package managers that Ceph's install-deps.sh knows.</summary>
public enum PackageFamily
{
    /// <summary>Debian, Ubuntu.</summary>
    Apt,

    /// <summary>openSUSE.</summary>
    Zypper,

    /// <summary>CentOS, Rocky, Fedora.</summary>
    Dnf,

    /// <summary>CentOS 7.</summary>
    Yum,
}
