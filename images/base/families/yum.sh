# shellcheck shell=bash
# CentOS 7: the family's half of packages.sh; sourced.
# Arguments: none.
# Environment: none.

# yum takes these settings from its configuration only; it makes the folder by itself where no cache is mounted.
use_package_cache() {
    sed -i -E '/^(cachedir|keepcache) *=/d' /etc/yum.conf
    sed -i -E "s,^\[main\],&\ncachedir=$1/yum\nkeepcache=1," /etc/yum.conf
}

refresh_packages() { yum -y makecache fast; }

# Without the option, it leaves out what it does not find and says that all went well.
install_packages() { yum -y --setopt=skip_missing_names_on_install=False install "$@"; }

# install-deps.sh takes bc for granted; ccache, cmake3 and ninja-build come from EPEL.
base_packages() {
    printf '%s\n' \
        ca-certificates ccache cmake3 gcc gcc-c++ gdb git hostname iproute less make ninja-build procps-ng sudo vim-minimal \
        bzip2 diffutils findutils shadow-utils tar util-linux which \
        bc createrepo_c redhat-lsb-core rpm-build wget yum-utils
}

boost_packages() { printf '%s\n' boost-devel boost-static; }

# EPEL for this distro has moved to an archive, and yum stops at a repository that is gone: the address is that of the
# description which is installed already.
mend_install_deps() {
    local epel

    # shellcheck disable=SC2016 # yum's variable
    epel=$(sed -n -E '/^baseurl=/ { s,^baseurl=(.*)/7/\$basearch.*,\1,p; q }' /etc/yum.repos.d/epel.repo)
    [ -z "$epel" ] || sed -i -E "s,https?://dl\.fedoraproject\.org/pub/epel,$epel,g" "$1"
}

adds_repositories() { grep -qE 'yum-config-manager|centos-release-scl' "$1/install-deps.sh"; }

# Those of the given packages that there are.
available_packages() { repoquery --quiet --queryformat '%{name}' "$@" 2>/dev/null | sed '/^$/d' | sort -u; }

# The build dependencies that cannot be had, one a line, with the version that is wanted: FOLDER
unavailable_dependencies() {
    local wanted

    sed 's/@//g' "$1/ceph.spec.in" >"$1/ceph.spec"
    rpmspec -q --buildrequires "$1/ceph.spec" 2>/dev/null | sort -u | while IFS= read -r wanted; do
        [ -n "$(repoquery --quiet --whatprovides "$wanted" 2>/dev/null)" ] || printf '%s\n' "$wanted"
    done
}

drop_dependencies() { drop_from_spec "$@"; }

# The packages that an installation asked for and that do not exist: LOG
missing_packages() {
    sed -n -E \
        -e "s/.*No package (.*) available.*/\1/p" \
        -e "s/.*No Package found for (.*)/\1/p" "$1" |
        sort -u
}

remove_package_leftovers() {
    rm -rf /var/cache/yum/*
}
