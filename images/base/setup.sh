#!/usr/bin/env bash
# Turns a distro's upstream image into a base image: compiler, tools and what Ceph's install-deps.sh takes for granted.
# Arguments: packages that this distro needs beside those of its family.
# Environment: DISTRO.
set -Eeuo pipefail

# shellcheck source=packages.sh
. "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

# Everybody may become root without a password; containers in which that must not work run with no-new-privileges.
allow_sudo() {
    mkdir -p /etc/sudoers.d
    printf 'ALL ALL=(ALL:ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/ceph-build-env
    chmod 0440 /etc/sudoers.d/ceph-build-env
}

# Whom an editor works as: it gives it the id of its own user. Scripts make a user for the owner of the tree by themselves.
make_user() {
    getent passwd builder >/dev/null || useradd --no-log-init --create-home --shell /bin/bash builder
}

main() {
    local packages

    mkdir -p /ceph "$STATE"
    printf '%s\n' "$DISTRO" >"$STATE/distro"

    open_package_cache
    refresh_packages
    mapfile -t packages < <(base_packages)
    install_packages "${packages[@]}" "$@"
    close_package_cache

    allow_sudo
    make_user
    # Trees belong to their owner, and some steps run as root: git must not call that dubious.
    git config --system --replace-all safe.directory '*'
}

main "$@"
