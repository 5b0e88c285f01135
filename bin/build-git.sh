#!/usr/bin/env bash
# Compiles a Ceph tree in place: dependencies, configure (once), compile.
# Arguments: the build targets; without them the default one.
# Environment: CEPH_SRC CEPH_BUILD_DIR CEPH_DISTRO CEPH_JOBS CEPH_RUN_DIR CCACHE_*, CEPH_CMAKE_OPTIONS (one a line), and lib.sh's.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

STAMP=$CEPH_BUILD_DIR/.ceph-build-env
export CEPH_CONFIGURE_MARKER=$CEPH_BUILD_DIR/.ceph-build-env-unfinished

# Runs a tool so that stopping the container ends it in order: ninja and make then remove what they had half-written.
# Their exit code does not tell that they were stopped; this one does, as a shell's: 128 + SIGTERM.
run_stoppable() {
    local pid status=0 stopped=''

    "$@" &
    pid=$!
    trap 'stopped=1; log_info "stopping"; kill -TERM "$pid" 2>/dev/null || true' TERM INT HUP
    wait "$pid" || status=$?
    while kill -0 "$pid" 2>/dev/null; do
        status=0
        wait "$pid" || status=$?
    done
    trap - TERM INT HUP
    if [ -n "$stopped" ] && [ "$status" -ne 0 ]; then status=143; fi
    return "$status"
}

from_cmake_cache() { sed -n "s/^$1:[A-Z]*=//p" "$CEPH_BUILD_DIR/CMakeCache.txt"; }

is_configured() {
    [ -e "$CEPH_BUILD_DIR/CMakeCache.txt" ] && { [ -e "$CEPH_BUILD_DIR/build.ninja" ] || [ -e "$CEPH_BUILD_DIR/Makefile" ]; }
}

# What a configured build folder depends on, one fact a line.
describe_configuration() {
    local compiler

    compiler=$(from_cmake_cache CMAKE_CXX_COMPILER)
    printf 'distro: %s\n' "$CEPH_DISTRO"
    printf 'compiler: %s, %s\n' "$compiler" "$("$compiler" --version 2>&1 | head -n 1)"
    printf 'cmake options: %s\n' "$(printf '%s' "${CEPH_CMAKE_OPTIONS:-}" | tr '\n' ' ')"
}

# Says what differs between the folder's stamp and now; fails when nothing does.
configuration_differs() {
    local now line differs=1

    now=$(describe_configuration)
    while IFS= read -r line; do
        if ! grep -qxF -- "$line" "$STAMP"; then
            log_info "configured otherwise: '$(grep -F -- "${line%%:*}:" "$STAMP" || true)', now '$line'"
            differs=0
        fi
    done <<<"$now"
    return "$differs"
}

# A build folder may hold a cluster, packages or patches of its user: it is put aside, not deleted.
put_aside() {
    local aside exclude

    aside=$CEPH_BUILD_DIR.$(date +%Y%m%d-%H%M%S)
    log_info "keeping the old build folder as $aside"
    mv "$CEPH_BUILD_DIR" "$aside"
    # Older releases ignore only "build": the tree must not count as changed because of the folder.
    exclude=$(git -C "$CEPH_SRC" rev-parse --git-path info/exclude 2>/dev/null) || return 0
    (cd "$CEPH_SRC" && mkdir -p "${exclude%/*}" && { grep -qxF '/build.*/' "$exclude" 2>/dev/null || echo '/build.*/' >>"$exclude"; })
}

# Ends with no build folder, or with one to be used as it is (return 1).
clear_the_way() {
    if [ ! -e "$CEPH_BUILD_DIR" ]; then return; fi

    if [ -e "$CEPH_CONFIGURE_MARKER" ]; then
        log_info "an earlier configure did not finish: starting over"
        rm -rf "$CEPH_BUILD_DIR"
    elif rmdir "$CEPH_BUILD_DIR" 2>/dev/null; then
        return
    elif ! is_configured; then
        log_info "$CEPH_BUILD_DIR exists but is not configured"
        put_aside
    elif [ ! -e "$STAMP" ]; then
        log_info "configured by hand: taking $CEPH_BUILD_DIR as it is"
        return 1
    elif configuration_differs; then
        put_aside
    else
        log_info "configured already: $(paste -sd ';' "$STAMP")"
        return 1
    fi
}

configure() {
    local options=(-C "$(dirname "${BASH_SOURCE[0]}")/configure-marker.cmake") status=0 option

    clear_the_way || return 0
    while IFS= read -r option; do
        [ -z "$option" ] || options+=("$option")
    done <<<"${CEPH_CMAKE_OPTIONS:-}"

    keep_submodules
    # The release's own way; options as arguments, because some releases drop the variable meant for them.
    NPROC=$CEPH_JOBS run_stoppable ./do_cmake.sh "${options[@]}" || status=$?
    # Old releases return 0 after a failed cmake.
    [ "$status" -ne 0 ] || is_configured || status=1
    if [ "$status" -ne 0 ]; then
        log_error "do_cmake.sh left no configured build folder (exit code $status), see above and $CEPH_BUILD_DIR/CMakeFiles"
        return "$status"
    fi
    describe_configuration >"$STAMP"
    rm -f "$CEPH_CONFIGURE_MARKER"
}

ccache_statistics() { { ccache --print-stats 2>/dev/null || ccache -s; } | write_file "$CEPH_RUN_DIR/ccache-$1.txt" || true; }

compile() {
    local status=0

    { ccache -p 2>/dev/null || true; } | write_file "$CEPH_RUN_DIR/ccache-config.txt"
    ccache_statistics before
    # make and ninja understand the same two options.
    run_stoppable "$(from_cmake_cache CMAKE_MAKE_PROGRAM)" -C "$CEPH_BUILD_DIR" -j "$CEPH_JOBS" "$@" || status=$?
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
    enter_stage compile
    compile "$@"
}

main "$@"
