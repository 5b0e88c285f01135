# shellcheck shell=bash
# From a tree to something compiled; sourced, after lib.sh.
# Arguments: none.
# Environment: BIN CEPH_SRC CEPH_BUILD_DIR CEPH_JOBS CEPH_RUN_DIR CCACHE_*, and those of lib.sh and configure.sh.

# shellcheck source=configure.sh
. "$BIN/configure.sh"
# shellcheck source=toolset.sh
. "$BIN/toolset.sh"

# What begins with a configured tree begins with this: comes back as the owner of /ceph, in the tree.
prepare_tree() { # the script's arguments
    enter_stage dependencies
    ensure_dependencies
    become_user "$@"
    enable_toolset
    trap report_memory_peak EXIT
    umask 022
    cd "$CEPH_SRC" || exit

    enter_stage configure
    configure
    adjust_settings
    offer_downloads
}

# Where the release looks for its Boost before it asks the network: each archive is checked there.
offer_downloads() {
    local archive links=$CEPH_BUILD_DIR/boost/src

    [ -e cmake/modules/BuildBoost.cmake ] || return 0
    for archive in "${CEPH_SRC%/*}"/.downloads/boost_*.tar.bz2; do
        [ -e "$archive" ] || continue
        # What is there stays as it is: a new link would be a change of the build folder.
        if [ "$links/${archive##*/}" -ef "$archive" ]; then continue; fi
        mkdir -p "$links"
        ln -sf "$archive" "$links/"
    done
}

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

tell_ccache() {
    ccache -p >"$CEPH_RUN_DIR/ccache-config.txt" 2>/dev/null || tell_old_ccache || log_info "the compiler cache keeps the settings that it has"
}

# The build tool would only say that it knows no such target.
require_tests() { # TARGET…
    [[ " $* " == *' tests '* ]] && grep -qE '^WITH_TESTS:[A-Z]+=(OFF|0|NO|FALSE)$' "$CEPH_BUILD_DIR/CMakeCache.txt" || return 0
    die "$CEPH_BUILD_DIR is configured without tests (WITH_TESTS=OFF): configure it with them, or remove it"
}

compile() { # TARGET…
    local status=0

    require_tests "$@"
    tell_ccache
    ccache_statistics before
    # make and ninja understand the same two options.
    run_stoppable "${CMAKE_CACHE[CMAKE_MAKE_PROGRAM]}" -C "$CEPH_BUILD_DIR" -j "$CEPH_JOBS" "$@" || status=$?
    if [ "$status" -eq 0 ] && nothing_was_done; then
        : >"$CEPH_RUN_DIR/nothing-was-done"
        printf '%s\n' "$(<"$CEPH_RUN_DIR/ccache-before.txt")" >"$CEPH_RUN_DIR/ccache-after.txt"
    else
        ccache_statistics after
    fi
    return "$status"
}
