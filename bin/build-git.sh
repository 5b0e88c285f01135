#!/usr/bin/env bash
# Compiles a Ceph tree in place: dependencies, configure (once), compile.
# Arguments: the build targets; without them the default one.
# Environment: CEPH_SRC CEPH_BUILD_DIR CEPH_JOBS CEPH_RUN_DIR CCACHE_*, and those of lib.sh and configure.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=configure.sh
. "$BIN/configure.sh"

ccache_statistics() {
    { ccache --print-stats 2>/dev/null || ccache -s; } >"$CEPH_RUN_DIR/ccache-$1.txt" || true
}

# Ninja writes down what it has done, unless it failed. make does not: it may have done something.
nothing_was_done() {
    local log=$CEPH_BUILD_DIR/.ninja_log

    [ -e "$log" ] && [ "$log" -ot "$CEPH_RUN_DIR/ccache-before.txt" ]
}

# Versions before 3.2 read no ccache.conf, and would keep 1 GB.
tell_old_ccache() {
    local setting limit=''

    while IFS= read -r setting; do
        case $setting in
        'sloppiness = '*) export CCACHE_SLOPPINESS=${setting#*= } ;;
        'max_size = '*) limit=${setting#*= } ;;
        esac
    done <"$CCACHE_DIR/ccache.conf"
    [ -z "$limit" ] || ccache -M "$limit" >/dev/null
}

compile() {
    local status=0

    ccache -p >"$CEPH_RUN_DIR/ccache-config.txt" 2>/dev/null || tell_old_ccache || log_info "the compiler cache keeps the settings that it has"
    ccache_statistics before
    # make and ninja understand the same two options.
    run_stoppable "${CMAKE_CACHE[CMAKE_MAKE_PROGRAM]}" -C "$CEPH_BUILD_DIR" -j "$CEPH_JOBS" "$@" || status=$?
    if [ "$status" -eq 0 ] && nothing_was_done; then
        printf '%s\n' "$(<"$CEPH_RUN_DIR/ccache-before.txt")" >"$CEPH_RUN_DIR/ccache-after.txt"
    else
        ccache_statistics after
    fi
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
