#!/usr/bin/env bash
# Installs what a build of Ceph needs to run, from the places where its build dependencies came from.
# Arguments: a folder with the lists "needed" and "declared", a package each line, and with "repositories", files below /.
# Environment: DISTRO.
set -Eeuo pipefail

# shellcheck source=../base/packages.sh
. "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

# Of Ceph's own packages for CentOS and Fedora, and of its container images on every distribution.
CEPH_ID=167

make_user() {
    getent group ceph >/dev/null || groupadd --system --gid "$CEPH_ID" ceph
    getent passwd ceph >/dev/null ||
        useradd --system --no-create-home --home-dir /var/lib/ceph --shell /sbin/nologin --uid "$CEPH_ID" --gid ceph ceph
    install -d -o ceph -g ceph /var/lib/ceph /var/log/ceph /etc/ceph
}

# The image that was built in comes from the same upstream image: what it has not any more is gone, and would only fail.
use_repositories() { # FOLDER
    [ -d "$1" ] || return 0
    rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/yum.repos.d/* /etc/zypp/repos.d/*
    cp -R "$1/." /
}

main() {
    local needed declared=() names

    use_repositories "$1/repositories"
    open_package_cache
    refresh_packages
    mapfile -t needed <"$1/needed"
    # What packages of this release would ask for beside that. Not every name is one of this distro.
    mapfile -t names <"$1/declared"
    [ "${#names[@]}" -eq 0 ] || mapfile -t declared < <(available_packages "${names[@]}")
    log_info "${#needed[@]} packages that the build is linked with or started by, ${#declared[@]} of ${#names[@]} that the release's packages ask for"
    install_packages tar "${needed[@]}" "${declared[@]+"${declared[@]}"}"
    close_package_cache
    make_user
}

main "$@"
