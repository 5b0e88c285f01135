#!/usr/bin/env bash
# Starts a development cluster with the tree's own vstart.sh, watches over it, and stops it when the container is stopped.
# Arguments: those of vstart.sh.
# Environment: CEPH_SRC CEPH_BUILD_DIR CEPH_RUN_DIR, what vstart.sh reads (VSTART_DEST, CEPH_PORT, MON, OSD, …), and that of lib.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"

# What it has been up with is not made anew, however often its container starts: vstart.sh -n would.
STARTED=$VSTART_DEST/started

# There while it is up: read on the host.
UP=$VSTART_DEST/up

# How long a cluster may take until it answers, in seconds.
PATIENCE=300

# The names of daemons that should live and do not: read on the host.
DEAD=$VSTART_DEST/dead

require_programs() {
    local file

    for file in "$CEPH_BUILD_DIR/bin/ceph-mon" "$CEPH_SRC/src/vstart.sh" "$CEPH_SRC/src/stop.sh"; do
        [ -x "$file" ] || die "$file is missing: build the target vstart"
    done
}

# vstart.sh gives each daemon a folder and a pid file: mon.a and mgr.x by their names, osd0 without a dot.
daemons() {
    local folder name

    for folder in "$VSTART_DEST"/dev/*; do
        name=${folder##*/}
        [[ ! $name =~ ^osd([0-9]+)$ ]] || name=osd.${BASH_REMATCH[1]}
        if [ -d "$folder" ] && [[ $name =~ ^(mon|osd|mds|mgr|rgw)\. ]]; then printf '%s\n' "$name"; fi
    done
}

# Those that have a folder, and no process.
dead_daemons() {
    local name pid

    while IFS= read -r name; do
        pid=$(cat "$VSTART_DEST/out/$name.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null || printf '%s\n' "$name"
    done < <(daemons)
}

report_dead() {
    dead_daemons >"$DEAD.new"
    mv "$DEAD.new" "$DEAD"
    [ ! -s "$DEAD" ]
}

ask() { timeout 10 bin/ceph -c "$VSTART_DEST/ceph.conf" "$@"; }

await_answer() {
    local end=$((SECONDS + PATIENCE))

    until ask -s; do
        report_dead || die "not all daemons live: $(tr '\n' ' ' <"$DEAD")"
        [ "$SECONDS" -lt "$end" ] || die "the cluster does not answer 'ceph -s' for $PATIENCE seconds"
        sleep 1
    done
}

stop_cluster() {
    log_info "stopping the cluster"
    "$CEPH_SRC/src/stop.sh" || true
    # Old ones do not look where VSTART_DEST says: what is left gets the same signal.
    pkill -TERM -u "$EUID" '^(ceph-|radosgw)' || true
    local end=$((SECONDS + 20))
    while pgrep -u "$EUID" '^(ceph-|radosgw)' >/dev/null && [ "$SECONDS" -lt "$end" ]; do sleep 0.2; done
    exit 0
}

main() {
    local status=0

    enter_stage dependencies
    ensure_dependencies
    become_user "$@"
    umask 022
    require_programs
    mkdir -p "$VSTART_DEST"
    rm -f "$UP" "$DEAD"
    if [ ! -e "$STARTED" ]; then
        # What an attempt has left that came to nothing would be taken for daemons of this one.
        rm -rf "${VSTART_DEST:?}/dev" "$VSTART_DEST/out"
        set -- -n "$@"
    fi
    cd "$CEPH_BUILD_DIR"

    trap stop_cluster TERM INT HUP
    enter_stage start
    # In the background, and waited for: bash would hear a signal only after it.
    "$CEPH_SRC/src/vstart.sh" "$@" </dev/null &
    wait $! || status=$?
    if [ "$status" -ne 0 ]; then
        report_dead || true
        die "vstart.sh failed with exit code $status"
    fi
    await_answer
    report_dead || die "not all daemons live: $(tr '\n' ' ' <"$DEAD")"

    : >"$STARTED"
    : >"$UP"
    enter_stage up
    while :; do
        sleep 2 &
        wait $! || true
        report_dead || true
    done
}

main "$@"
