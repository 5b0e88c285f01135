# shellcheck shell=bash
# CentOS Stream, Rocky and their kin: the family's half of packages.sh; sourced.
# Arguments: none.
# Environment: none.

# dnf takes these settings from its configuration only; it makes the folder by itself where no cache is mounted.
use_package_cache() {
    sed -i -E '/^(cachedir|keepcache) *=/d' /etc/dnf/dnf.conf
    printf 'cachedir=%s/dnf\nkeepcache=1\n' "$1" >>/etc/dnf/dnf.conf
}

refresh_packages() { dnf -y makecache --refresh; }

install_packages() { dnf -y --setopt=install_weak_deps=False install "$@"; }

# curl is there already as curl-minimal, with which the package of that name conflicts.
# install-deps.sh up to octopus takes bc for granted; ccache comes from EPEL.
base_packages() {
    printf '%s\n' \
        ca-certificates ccache gcc gcc-c++ gdb git-core hostname iproute less make procps-ng sudo vim-minimal \
        diffutils findutils shadow-utils tar util-linux which \
        bc createrepo_c dnf-plugins-core rpm-build wget
}

boost_packages() { printf '%s\n' boost-devel boost-static; }

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

# The packages that an installation asked for and that do not exist, with the version that is wanted: LOG
missing_packages() {
    {
        sed -n -E \
            -e "s/.*No matching package to install: '([^']+)'.*/\1/p" \
            -e "s/.*nothing provides ([^ ]+).* needed by.*/\1/p" "$1"
        sed -n 's/.*Unable to find a match: //p' "$1" | tr ' ' '\n'
    } | sort -u
}

remove_package_leftovers() {
    rm -rf /var/cache/dnf/*
}
