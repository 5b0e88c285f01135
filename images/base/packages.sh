# shellcheck shell=bash
# Functions to work with a distro's packages, the same for every family; sourced, needs bash.
# Arguments: none; the family's own half lies beside it as family.sh.
# Environment: DISTRO (else the name recorded in the image).

log_info() { printf 'INFO: %s\n' "$*" >&2; }
log_error() { printf 'ERROR: %s\n' "$*" >&2; }

STATE=/etc/ceph-build-env
PACKAGE_CACHE=/var/cache/ceph-build-env

DISTRO=${DISTRO:-$(cat "$STATE/distro" 2>/dev/null || true)}
: "${DISTRO:?the distro is neither given nor recorded in $STATE/distro}"

# shellcheck source=families/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/family.sh"

# Takes build dependencies out of the folder's spec, for the families that have one: FOLDER NAME…
drop_from_spec() {
    local name

    for name in "${@:2}"; do
        sed -i -E "/^[[:space:]]*BuildRequires:[[:space:]]*${name//[.+]/\\&}([[:space:]].*)?$/d" "$1/ceph.spec.in"
    done
}

package_cache_is_mounted() { grep -q " $PACKAGE_CACHE " /proc/self/mountinfo; }

# One cache mount serves all distros, a folder each: BuildKit of Docker 20.10 does not expand build args in a mount's id.
# Package managers give up at once when another one holds their cache, so wait for a lock of our own first.
open_package_cache() {
    package_cache_is_mounted || return 0

    mkdir -p "$PACKAGE_CACHE/$DISTRO"
    exec 9>"$PACKAGE_CACHE/$DISTRO/lock"
    # An upstream image may come without flock; whoever locks then is the package manager alone.
    if command -v flock >/dev/null && ! flock --nonblock 9; then
        log_info "waiting for another image build of $DISTRO that installs packages"
        flock 9
    fi
    use_package_cache "$PACKAGE_CACHE/$DISTRO"
}

# Leaves no lists or packages in the layer, whatever went past the mount.
close_package_cache() {
    ! package_cache_is_mounted || remove_package_leftovers
}
