# shellcheck shell=bash
# CentOS Stream, Rocky, Fedora and their kin, with dnf 4 or 5: the family's half of packages.sh; sourced.
# Arguments: none.
# Environment: none.

is_dnf5() { [[ $(dnf --version 2>/dev/null) == *dnf5* ]]; }

# dnf takes these settings from its configuration only; it makes the folder by itself where no cache is mounted.
use_package_cache() {
    local setting=cachedir

    # That of root has a name of its own since dnf 5.
    ! is_dnf5 || setting=system_cachedir
    sed -i -E '/^((system_)?cachedir|keepcache) *=/d' /etc/dnf/dnf.conf
    printf '%s=%s/dnf\nkeepcache=1\n' "$setting" "$1" >>/etc/dnf/dnf.conf
}

refresh_packages() { dnf -y makecache --refresh; }

install_packages() { dnf -y --setopt=install_weak_deps=False install "$@"; }

# curl is there already as curl-minimal, with which the package of that name conflicts.
# install-deps.sh up to octopus takes bc for granted; ccache comes from EPEL.
base_packages() {
    printf '%s\n' \
        ca-certificates ccache gcc gcc-c++ gdb git-core hostname iproute less make procps-ng sudo vim-minimal \
        bzip2 diffutils findutils shadow-utils tar util-linux which \
        bc createrepo_c rpm-build wget
    # What has "dnf builddep".
    if is_dnf5; then echo dnf5-plugins; else echo dnf-plugins-core; fi
}

# Ceph's manager is linked with its Python library, which has a package of its own.
boost_packages() { available_packages boost-devel boost-static boost-python3 boost-python3-devel; }

# Newer releases add repositories of Ceph's own for some distros. dnf finds out what is missing before it installs anything.
adds_repositories() { grep -qE 'yum\.repos\.d|config-manager|copr enable' "$1/install-deps.sh"; }

# Those of the given packages that there are.
# dnf 5 ends no line by itself, dnf 4 each one.
available_packages() { dnf -q repoquery --queryformat '%{name}\n' "$@" 2>/dev/null | sed '/^$/d' | sort -u; }

# The build dependencies that cannot be had, one a line: FOLDER
unavailable_dependencies() {
    sed 's/@//g' "$1/ceph.spec.in" >"$1/ceph.spec"
    dnf -y builddep --assumeno "$1/ceph.spec" >"$1/said" 2>&1 || true
    missing_packages "$1/said"
}

drop_dependencies() { drop_from_spec "$@"; }

# The packages that an installation asked for and that do not exist, with the version that is wanted, or cannot be installed
# for want of another: LOG
missing_packages() {
    {
        sed -n -E \
            -e "s/.*No matching package to install: '([^']+)'.*/\1/p" \
            -e "s/.*No match for argument: ([^ ]+).*/\1/p" \
            -e "s/.*nothing provides .* needed by ([^ ]+)-[^ -]+-[^ -]+ from .*/\1/p" \
            -e "s/.*nothing provides .* needed by ([^ ]+)-[^ -]+-[^ -]+$/\1/p" "$1"
        sed -n 's/.*Unable to find a match: //p' "$1" | tr ' ' '\n'
    } | sort -u
}

remove_package_leftovers() {
    rm -rf /var/cache/dnf/* /var/cache/libdnf5/*
}
