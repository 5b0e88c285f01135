#!/usr/bin/env bash
# Starts a development cluster with the tree's own vstart.sh, watches over it, and stops it when the container is stopped.
# Arguments: those of vstart.sh.
# Environment: CEPH_SRC CEPH_BUILD_DIR CEPH_RUN_DIR, what vstart.sh reads (VSTART_DEST, CEPH_PORT, MON, OSD, …), and that of lib.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=git.sh
. "$BIN/git.sh"

# shellcheck source=daemons.sh
. "$BIN/daemons.sh"

# What it has been up with is not made anew, however often its container starts: vstart.sh -n would.
STARTED=$VSTART_DEST/started

# There while it is up: read on the host.
UP=$VSTART_DEST/up

# In seconds: how long vstart.sh may take, and then the cluster until it answers with all its daemons.
VSTART_PATIENCE=1800
PATIENCE=300

# For how many looks, a second apart, a daemon that has lived may be missing: some start again by themselves. And for how many
# seconds one that vstart.sh has started in the background may take to begin.
GRACE=5
LATE=30

vstart='' missed=0

require_programs() {
    local file

    for file in "$CEPH_BUILD_DIR/bin/ceph-mon" "$CEPH_SRC/src/vstart.sh"; do
        [ -x "$file" ] || die "$file is missing: build the target vstart"
    done
}

ask() { timeout 10 bin/ceph -c "$VSTART_DEST/ceph.conf" "$@"; }

give_up() { # MESSAGE
    [ -z "$vstart" ] || kill "$vstart" 2>/dev/null || true
    end_daemons
    die "$@"
}

# A second of a start: gives up when daemons are missing for too long (of all that there are, or of those that have lived).
look_on() { # all|lived
    if report_dead "$1"; then missed=0; else missed=$((missed + 1)); fi
    [ "$missed" -lt "$GRACE" ] || give_up "not all daemons live: $(the_dead)"
    sleep 1 &
    wait $! || true
}

# vstart.sh waits for ever where a daemon that it asks has died.
await_vstart() {
    local end=$((SECONDS + VSTART_PATIENCE)) status=0

    while kill -0 "$vstart" 2>/dev/null; do
        look_on lived
        if [ "$SECONDS" -ge "$end" ]; then
            report_dead all || true
            give_up "vstart.sh has not come to its end for $VSTART_PATIENCE seconds; daemons that do not live: $(the_dead)"
        fi
    done
    wait "$vstart" || status=$?
    vstart=''
    if [ "$status" -ne 0 ]; then
        report_dead all || true
        give_up "vstart.sh failed with exit code $status"
    fi
    # It ends with 0 also where it knows an argument not.
    [ -n "$(daemons)" ] || give_up "vstart.sh has started nothing: see what it says above"
}

await_answer() {
    local begin=$SECONDS which=lived

    until report_dead all && ask -s; do
        [ $((SECONDS - begin)) -lt "$LATE" ] || which=all
        look_on "$which"
        [ $((SECONDS - begin)) -lt "$PATIENCE" ] || give_up "the cluster does not answer 'ceph -s' for $PATIENCE seconds"
    done
}

stop_cluster() {
    local status=143

    # Nobody may take what was stopped while it started for a cluster.
    [ ! -e "$UP" ] || status=0
    log_info "stopping the cluster"
    rm -f "$UP"
    [ -z "$vstart" ] || kill "$vstart" 2>/dev/null || true
    end_daemons
    exit "$status"
}

# With VSTART_DEST, vstart.sh since octopus writes it into the tree, where it would be one file for all clusters, and nobody's.
take_environment() {
    [ ! -e "$CEPH_SRC/src/vstart_environment.sh" ] || mv -f "$CEPH_SRC/src/vstart_environment.sh" "$VSTART_DEST/"
}

main() {
    enter_stage dependencies
    ensure_dependencies
    become_user "$@"
    umask 022
    require_programs
    mkdir -p "$VSTART_DEST"
    rm -f "$UP" "$DEAD"
    # What another attempt or an earlier life has left would be taken for daemons of this one. vstart.sh empties it too.
    rm -rf "${VSTART_DEST:?}/out"
    if [ ! -e "$STARTED" ]; then
        rm -rf "${VSTART_DEST:?}/dev"
        set -- -n "$@"
    fi
    # For as long as it starts.
    exclude_from_git /src/vstart_environment.sh
    trap take_environment EXIT
    cd "$CEPH_BUILD_DIR"

    trap stop_cluster TERM INT HUP
    enter_stage start
    # In the background, and waited for: bash would hear a signal only after it.
    "$CEPH_SRC/src/vstart.sh" "$@" </dev/null &
    vstart=$!
    await_vstart
    take_environment
    await_answer

    : >"$STARTED"
    : >"$UP"
    enter_stage up
    while :; do
        sleep 2 &
        wait $! || true
        report_dead all || true
    done
}

main "$@"
