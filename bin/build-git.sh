#!/usr/bin/env bash
# Compiles a Ceph tree in place: dependencies, configure (once), compile.
# Arguments: the build targets; without them the default one.
# Environment: CEPH_SRC CEPH_BUILD_DIR CEPH_JOBS CEPH_RUN_DIR CCACHE_*, and those of lib.sh and configure.sh.
set -Eeuo pipefail

BIN=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=configure.sh
. "$BIN/configure.sh"

ccache_statistics() {
    { ccache --print-stats 2>/dev/null || ccache -s; } >"$CEPH_RUN_DIR/ccache-$1.txt" || true
}

compile() {
    local status=0

    ccache -p >"$CEPH_RUN_DIR/ccache-config.txt" 2>/dev/null &
    ccache_statistics before
    wait
    # make and ninja understand the same two options.
    run_stoppable "${CMAKE_CACHE[CMAKE_MAKE_PROGRAM]}" -C "$CEPH_BUILD_DIR" -j "$CEPH_JOBS" "$@" || status=$?
    ccache_statistics after
    return "$status"
}

main() {
    enter_stage dependencies
    ensure_dependencies
    become_user "$@"
    trap report_memory_peak EXIT
    umask 022
    cd "$CEPH_SRC"

    enter_stage configure
    configure
    adjust_settings
    enter_stage compile
    compile "$@"
}

main "$@"
