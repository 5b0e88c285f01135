namespace CephBuildEnv.Tests.Images;

/// <summary>What the scripts of images/base do with text: what releases write, and what package managers say.</summary>
public sealed class PackageScriptTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Names come from rpm with their macros replaced; the lines are those of mimic and nautilus.
    [Fact]
    public async Task Dependencies_are_taken_out_of_a_spec_whatever_macros_and_signs_are_in_their_names()
    {
        File.WriteAllText(_folder.At("ceph.spec.in"), """
            BuildRequires:	python%{_python_buildid}-tox
            BuildRequires:	python%{python3_pkgversion}-Cython
            BuildRequires:	python%{python3_pkgversion}-devel
            BuildRequires:  pkgconfig(systemd)
            BuildRequires:  pkgconfig(udev)
            BuildRequires:  libstdc++-static >= 7
            BuildRequires:  %{luarocks_package_name}
            Requires:	python3-tox

            """);

        await FamilyAsync("dnf", "drop_dependencies . python3-tox python36-Cython 'pkgconfig(systemd)' libstdc++-static");

        File.ReadAllText(_folder.At("ceph.spec.in")).ShouldBe("""
            BuildRequires:	python%{python3_pkgversion}-devel
            BuildRequires:  pkgconfig(udev)
            BuildRequires:  %{luarocks_package_name}
            Requires:	python3-tox

            """);
    }

    // Lines of dnf 5, and of yum and its tools on CentOS 7, which Debian does not have.
    [Theory]
    [InlineData("dnf", "Failed to resolve the transaction:\nNo match for argument: gone-devel\nYou can try to add to command line:\n  --skip-unavailable to skip unavailable packages", "gone-devel")]
    [InlineData("dnf", " - nothing provides libfoo.so.1()(64bit) needed by foo-devel-1.2-3.el9.x86_64 from epel", "foo-devel")]
    [InlineData("yum", "No package gone-devel available.\nError: Not tolerating missing names on install, stopping.", "gone-devel")]
    [InlineData("yum", "Error: No Package found for python-gone >= 2", "python-gone >= 2")]
    public async Task What_is_missing_is_found_in_what_was_said(string family, string said, string missing)
    {
        File.WriteAllText(_folder.At("log"), $"{said}\n");

        (await FamilyAsync(family, "missing_packages log")).ShouldBe(missing);
    }

    [Theory]
    [InlineData("dnf5 version 5.2.6.2\ndnf5 plugin API version 2.0", "dnf5-plugins", "system_cachedir=/cache/dnf")]
    [InlineData("4.14.0\n  Installed: dnf-0:4.14.0-9.el9.noarch", "dnf-plugins-core", "cachedir=/cache/dnf")]
    public async Task Both_dnf_get_what_finds_build_dependencies(string version, string package, string setting)
    {
        var said = await FamilyAsync("dnf", $"dnf() {{ printf '{version}\\n'; }}; sed() {{ :; }}; base_packages; use_package_cache /cache", ("/etc/dnf/dnf.conf", "/dev/stdout"));

        said.Split('\n').ShouldContain(package);
        said.Split('\n').ShouldContain(setting);
    }

    [Fact]
    public async Task On_CentOS_7_a_dependency_that_no_repository_provides_is_found()
    {
        File.WriteAllText(_folder.At("ceph.spec.in"), "");

        (await FamilyAsync("yum", """
            rpmspec() { printf '%s\n' 'python-gone >= 2' cmake3; }
            repoquery() { [ "${*: -1}" != cmake3 ] || echo cmake3-3.17.5-1.el7; }
            unavailable_dependencies .
            """)).ShouldBe("python-gone >= 2");
    }

    // Of nautilus. Its server has no such packages any more.
    [Fact]
    public async Task Old_Ubuntu_gets_no_Boost_of_Cephs_own()
    {
        File.WriteAllText(_folder.At("install-deps.sh"), "function install_boost_on_ubuntu {\n            *Bionic*)\n                install_boost_on_ubuntu bionic\n                ;;\n");

        (await FamilyAsync("apt", "mend_install_deps install-deps.sh; echo $NO_BOOST_PKGS")).ShouldBe("1");

        File.ReadAllText(_folder.At("install-deps.sh")).ShouldBe("function install_boost_on_ubuntu {\n            *Bionic*)\n                :\n                ;;\n");
    }

    // Of luminous to octopus: yum stops where a repository is gone.
    [Fact]
    public async Task CentOS_7_looks_for_EPEL_where_it_is_now()
    {
        File.WriteAllText(_folder.At("epel.repo"), "[epel]\nbaseurl=http://archives.fedoraproject.org/pub/archive/epel/7/$basearch\n[epel-source]\nbaseurl=http://x/7/SRPMS\n");
        File.WriteAllText(_folder.At("install-deps.sh"), "yum-config-manager --add-repo https://dl.fedoraproject.org/pub/epel/$MAJOR_VERSION/x86_64/\n");

        await FamilyAsync("yum", "mend_install_deps install-deps.sh", ("/etc/yum.repos.d/epel.repo", "epel.repo"));

        File.ReadAllText(_folder.At("install-deps.sh")).ShouldBe("yum-config-manager --add-repo http://archives.fedoraproject.org/pub/archive/epel/$MAJOR_VERSION/x86_64/\n");
    }

    // Two versions side by side, as Leap 15.6 has them.
    [Fact]
    public async Task Of_several_Boosts_the_newest_is_taken() => (await FamilyAsync("zypper", """
        zypper() { printf '%s\n' 'S | Name | Summary | Type' ' | libboost_atomic1_66_0-devel | x | package' ' | libboost_atomic1_75_0-devel | x | package' \
            ' | libboost_numpy1_75_0-py3-devel | x | package' ' | libboost_headers-devel | x | package'; }
        boost_packages
        """)).ShouldBe("libboost_atomic1_75_0-devel\nlibboost_numpy1_75_0-py3-devel");

    // The functions of a family as an image has them, with other files in the place of the machine's.
    private Task<string> FamilyAsync(string family, string script, params (string Path, string Instead)[] files)
    {
        var text = files.Aggregate(Checkout.Read($"images/base/families/{family}.sh"), (text, file) => text.Replace(file.Path, file.Instead, StringComparison.Ordinal));
        File.WriteAllText(_folder.At("family.sh"), text);
        File.Copy(Path.Combine(Checkout.Images, "base/packages.sh"), _folder.At("packages.sh"));
        return Shell.RunAsync(_folder.Path, "bash", "-c", $"set -Eeuo pipefail; DISTRO=test-1; . ./packages.sh; {script}");
    }
}
