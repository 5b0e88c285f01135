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

# Takes build dependencies out of the folder's spec, for the families that have one: FOLDER NAME…
# A name comes as rpm has read the spec, where a line may have a macro: "python%{python3_pkgversion}-Cython".
drop_from_spec() {
    local number pattern name drop=''

    while read -r number pattern; do
        # Nothing but a macro could be anything.
        [ "$pattern" != '.*' ] || continue
        for name in "${@:2}"; do
            [[ ! $name =~ ^$pattern$ ]] || drop+="${number}d;"
        done
    done < <(
        sed -n -E '/^[[:space:]]*BuildRequires:/ { =; s/^[[:space:]]*BuildRequires:[[:space:]]*([^[:space:],]+).*/\1/p }' "$1/ceph.spec.in" | paste -d ' ' - - |
            sed -E -e 's/%\{[^}]*\}|%[A-Za-z_][A-Za-z_0-9]*/\x01/g' -e 's/[][\.^$*+?(){}|]/\\&/g' -e 's/\x01/.*/g'
    )
    sed -i "$drop" "$1/ceph.spec.in"
}

# Whether the release's install-deps.sh adds repositories, so that what is not there now may be there then: FOLDER
# For most families it does not.
adds_repositories() { return 1; }

# Brings a copy of a release's install-deps.sh up to what has moved since it was written: FILE
# shellcheck disable=SC2317 # by install-dependencies.sh
mend_install_deps() { :; }

# shellcheck source=families/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/family.sh"

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
