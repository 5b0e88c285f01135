#!/usr/bin/env bash
# Installs what was asked for beside a release's own dependencies: in a layer of its own, so that another wish costs only itself.
# Arguments: none.
# Environment: EXTRA_PACKAGES, SYSTEM_BOOST (not empty: the distro's Boost, which no release asks for), DISTRO (else as recorded in the image).
set -Eeuo pipefail

# shellcheck source=../packages.sh
. /usr/local/lib/ceph-build-env/packages.sh

fail() {
    log_error "$1 on $DISTRO, see above"
    log_error "$2"
    exit 1
}

main() {
    local packages=() extra

    [ -n "${SYSTEM_BOOST:-}${EXTRA_PACKAGES:-}" ] || return 0

    open_package_cache
    refresh_packages || fail "the package lists could not be fetched" "Check the network and the distro's mirror, then run it again"
    [ -z "${SYSTEM_BOOST:-}" ] || mapfile -t packages < <(boost_packages)
    read -ra extra <<<"${EXTRA_PACKAGES:-}"
    packages+=("${extra[@]+"${extra[@]}"}")
    [ "${#packages[@]}" -gt 0 ] || fail "no package of Boost was found" "Leave --system-boost out; it is forgotten with --reset-options"
    install_packages "${packages[@]}" ||
        fail "${packages[*]} cannot be installed" "Name other packages with --extra-package, or none: what was typed before is remembered, and forgotten with --reset-options"
    close_package_cache
}

main
