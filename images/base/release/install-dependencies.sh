#!/usr/bin/env bash
# Installs what a Ceph tree needs to be built, with its own install-deps.sh, once per content of its dependency files.
# Arguments: the folder with the dependency files, /usr/local/src/ceph if not given; it is copied, never written to.
# Environment: DEPENDENCIES (sha256 of these files), RELEASE (for messages), DISTRO (else as recorded in the image),
# ALLOW_MISSING (not empty: go on without those that the distro does not have).
set -Eeuo pipefail

# shellcheck source=../packages.sh
. /usr/local/lib/ceph-build-env/packages.sh

RECORD=$STATE/dependencies
SUBJECT="the build dependencies of ${RELEASE:-this tree} on $DISTRO"
WITHOUT_MISSING='Take a distro that has them (ListDistros), or go on without them: --allow-missing-deps'
NOT_ON_MIRROR='Failed to fetch .* 404 |Status code: 404|not found on medium'

die() {
    log_error "$SUBJECT cannot be installed: $1"
    log_error "$2"
    exit 1
}

# Runs the tree's install-deps.sh in a fresh copy, as some releases edit debian/control in place: FOLDER COPY LOG
# FOR_MAKE_CHECK or a terminal on stdin decide whether the tests' dependencies are included: always the former, never the latter.
install_from() {
    rm -rf "$2"
    cp -R "$1" "$2"
    mend_install_deps "$2/install-deps.sh"
    (cd "$2" && FOR_MAKE_CHECK=1 bash ./install-deps.sh </dev/null) 2>&1 | tee "$3"
}

# Old devscripts and a failed command in the middle of a pipe can both end in exit code 0.
finished() {
    command -v cmake >/dev/null || command -v cmake3 >/dev/null || return 1
    ! grep -q 'Unable to install .*build-deps' "$1"
}

# What the distro does not have is found before anything is installed, which takes minutes: FOLDER, a copy
# More may come to light once the first are left out: package managers look for names first.
leave_out_missing() {
    local missing before=''

    want_test_dependencies "$1"
    while missing=$(unavailable_dependencies "$1") && [ -n "$missing" ]; do
        if [ -z "${ALLOW_MISSING:-}" ]; then
            adds_repositories "$1" || die "no such package, or not in that version: ${missing//$'\n'/, }" "$WITHOUT_MISSING"
            log_info "not in the repositories so far: ${missing//$'\n'/, }; install-deps.sh may add some that have it"
            return
        fi
        [ "$missing" != "$before" ] || die "it cannot do without ${missing//$'\n'/, }" "Take a distro that has them (ListDistros)"
        leave_out "$1" "$missing"
        before=$missing
    done
}

leave_out() { # FOLDER NAMES, one a line, versions behind them
    local names

    log_info "going on without what $DISTRO does not have: ${2//$'\n'/, }"
    mapfile -t names < <(cut -d ' ' -f 1 <<<"$2")
    drop_dependencies "$1" "${names[@]}"
    printf '%s\n' "$2" >>"$STATE/missing"
}

# Older releases have the tests' dependencies behind comments or a condition, which install-deps.sh would remove: FOLDER
want_test_dependencies() {
    [ ! -e "$1/debian/control" ] || sed -i 's/^# Make-Check[[:space:]]/             /' "$1/debian/control"
    [ ! -e "$1/ceph.spec.in" ] || sed -i 's/%bcond_with make_check/%bcond_without make_check/' "$1/ceph.spec.in"
}

# A mirror that lists what it does not have may stay like that: FOLDER COPY LOG
install_without_gone() {
    local gone

    gone=$(gone_files "$3" | sed -E -e 's/_.*\.deb$//' -e 's/-[^-]+-[^-]+\.rpm$//' | sort -u) || true
    if [ -z "${ALLOW_MISSING:-}" ] || [ -z "$gone" ]; then explain_and_die "$2" "$3"; fi
    leave_out "$1" "$gone"
    install_from "$1" "$2" "$3" || explain_and_die "$2" "$3"
}

refresh_or_die() {
    refresh_packages ||
        die "the package lists could not be fetched, see above" "Check the network and the distro's mirror, then run it again"
}

# Files that the lists name and the mirror does not have: LOG
gone_files() { grep -E "$NOT_ON_MIRROR" "$1" | grep -oE "[^/' ]+\.(deb|rpm)\b" | sort -u; }

explain_and_die() {
    local missing gone

    gone=$(gone_files "$2" | paste -sd , -) || true
    missing=$(missing_packages "$2" "$1" | paste -sd , -) || true

    if [ -n "$missing" ]; then
        die "no such package, or not in that version: ${missing//,/, }" "$WITHOUT_MISSING"
    elif [ -n "$gone" ]; then
        die "the mirror lists but does not have: ${gone//,/, }" "The mirror is being updated, or the distro has moved to an archive: try again later, or go on without them: --allow-missing-deps"
    fi
    die "install-deps.sh failed" "Its last lines are above"
}

main() {
    local folder=${1:-/usr/local/src/ceph} wanted=${DEPENDENCIES:?the hash of the dependency files} log

    if [ "$(cat "$RECORD" 2>/dev/null)" = "$wanted" ]; then
        log_info "$SUBJECT are installed already"
        return
    fi
    [ -e "$folder/install-deps.sh" ] || die "$folder holds no install-deps.sh" "Is this a Ceph tree?"

    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    chmod 0755 "$scratch" # for apt's own user
    log=$scratch/log

    open_package_cache
    refresh_or_die
    cp -R "$folder" "$scratch/wanted"
    folder=$scratch/wanted
    leave_out_missing "$folder"
    if ! install_from "$folder" "$scratch/ceph" "$log"; then
        grep -qE "$NOT_ON_MIRROR" "$log" || explain_and_die "$scratch/ceph" "$log"
        log_info "the mirror lacks a package that the lists name: once more with fresh lists"
        refresh_or_die
        install_from "$folder" "$scratch/ceph" "$log" || install_without_gone "$folder" "$scratch/ceph" "$log"
    fi
    finished "$log" || explain_and_die "$scratch/ceph" "$log"
    close_package_cache

    printf '%s\n' "$wanted" >"$RECORD"
    log_info "$SUBJECT are installed"
}

main "$@"
