# shellcheck shell=bash
# openSUSE: the family's half of packages.sh; sourced.
# Arguments: none.
# Environment: none.

use_package_cache() {
    local conf=/etc/zypp/zypp.conf

    # Newer libzypp has its defaults below /usr and nothing in /etc.
    [ -e "$conf" ] || conf=/usr/etc/zypp/zypp.conf
    mkdir -p "$1/zypp"
    # Through the environment, so that it also holds for the zypper calls of install-deps.sh and leaves nothing in the image.
    {
        printf '[main]\ncachedir = %s/zypp\n' "$1"
        if [ -e "$conf" ]; then sed -E '/^\[main\]|^[[:space:]]*cachedir[[:space:]]*=/d' "$conf"; fi
    } >"$1/zypp.conf"
    export ZYPP_CONF=$1/zypp.conf
}

refresh_packages() {
    # Per repository, because zypper drops a package after its installation otherwise.
    zypper --non-interactive modifyrepo --keep-packages --all
    zypper --non-interactive --gpg-auto-import-keys refresh
}

install_packages() {
    local status=0

    zypper --non-interactive --gpg-auto-import-keys install --no-recommends "$@" || status=$?
    # 102, 103 and 107 are remarks about a finished installation: reboot, restart, or a package's script that failed.
    case $status in
        0 | 102 | 103 | 107) ;;
        *) return "$status" ;;
    esac
}

# install-deps.sh up to octopus takes rpmspec, thus rpm-build, for granted.
base_packages() {
    local name

    printf '%s\n' \
        ca-certificates ca-certificates-mozilla ccache curl gcc gcc-c++ gdb git-core iproute2 less make procps sudo \
        bzip2 diffutils shadow tar util-linux which \
        rpm-build systemd-rpm-macros wget
    # What makes a repository of packages; Leap 42.3 may have its predecessor only.
    for name in createrepo_c createrepo; do
        if zypper --non-interactive search --match-exact "$name" >/dev/null 2>&1; then
            echo "$name"
            break
        fi
    done
}

# They have the version of Boost in their names, and those of two versions exclude each other: the newest.
boost_packages() {
    local all newest

    all=$(zypper --non-interactive --terse search 'libboost_*-devel' | sed -n -E 's/^[^|]*\| *(libboost_[a-z_0-9-]*[0-9]+_[0-9]+_[0-9]+-[a-z0-9_-]*devel) *\|.*/\1/p' | sort -u)
    newest=$(grep -oE '[0-9]+_[0-9]+_[0-9]+' <<<"$all" | sort -t _ -k 1,1n -k 2,2n -k 3,3n | tail -n 1)
    grep -F "$newest-" <<<"$all"
}

# Those of the given packages that there are.
available_packages() {
    zypper --non-interactive --terse search --match-exact --type package "$@" 2>/dev/null |
        sed -n -E 's/^[^|]*\| *([^ |]+) *\|.*\| *package *$/\1/p' | sort -u
}

# The build dependencies that cannot be had, one a line: FOLDER
unavailable_dependencies() {
    local wanted

    sed 's/@//g' "$1/ceph.spec.in" >"$1/ceph.spec"
    mapfile -t wanted < <(rpmspec -q --buildrequires "$1/ceph.spec" 2>/dev/null)
    [ "${#wanted[@]}" -gt 0 ] || return 0
    LC_ALL=C zypper --non-interactive install --dry-run --no-recommends "${wanted[@]}" >"$1/said" 2>&1 || true
    missing_packages "$1/said"
}

drop_dependencies() { drop_from_spec "$@"; }

# The packages that an installation asked for and that do not exist, or cannot be installed for want of another: LOG
missing_packages() {
    sed -n -E \
        -e "s/.*No provider of '([^']+)' found.*/\1/p" \
        -e "s/.*Package '([^']+)' not found.*/\1/p" \
        -e "s/.*nothing provides .* needed by (the to be installed )?([^ ]+)-[^ -]+-[^ -]+$/\2/p" "$1" |
        sort -u
}

remove_package_leftovers() {
    rm -rf /var/cache/zypp/*
}
