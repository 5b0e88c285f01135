# shellcheck shell=bash
# Configures a Ceph tree, once; sourced, after lib.sh.
# Arguments: none.
# Environment: BIN CEPH_SRC CEPH_BUILD_DIR CEPH_DISTRO CEPH_JOBS, CEPH_CMAKE_OPTIONS (one a line), CEPH_CXX_FLAGS, CEPH_GENERATOR, and those of settings.sh.

# shellcheck source=settings.sh
. "$BIN/settings.sh"
# shellcheck source=git.sh
. "$BIN/git.sh"

STAMP=$CEPH_BUILD_DIR/.ceph-build-env
export CEPH_CONFIGURE_MARKER=$CEPH_BUILD_DIR/.ceph-build-env-unfinished

# What cmake has decided, of its own variables: by name, once the folder is configured.
declare -A CMAKE_CACHE=()

read_cmake_cache() {
    local name value

    while IFS='=' read -r name value; do
        CMAKE_CACHE[${name%%:*}]=$value
    done < <(grep '^CMAKE_' "$CEPH_BUILD_DIR/CMakeCache.txt")
}

is_configured() {
    [ -e "$CEPH_BUILD_DIR/CMakeCache.txt" ] && { [ -e "$CEPH_BUILD_DIR/build.ninja" ] || [ -e "$CEPH_BUILD_DIR/Makefile" ]; }
}

# What a configured build folder depends on, one fact a line.
describe_configuration() {
    local compiler=${CMAKE_CACHE[CMAKE_CXX_COMPILER]:-} version wanted=${CEPH_CMAKE_OPTIONS:-}

    version=$("$compiler" --version 2>&1) || true
    printf 'distro: %s\n' "$CEPH_DISTRO"
    printf 'compiler: %s, %s\n' "$compiler" "${version%%$'\n'*}"
    printf 'cmake options: %s\n' "${wanted//$'\n'/ }"
    [ -z "${CEPH_CXX_FLAGS:-}" ] || printf 'C++ flags: %s\n' "$CEPH_CXX_FLAGS"
}

# Says what differs between the folder's stamp and now; fails when nothing does.
configuration_differs() {
    local now line

    now=$(describe_configuration)
    [ "$now" != "$(<"$STAMP")" ] || return 1
    while IFS= read -r line; do
        grep -qxF -- "$line" "$STAMP" || log_info "configured otherwise: '$(grep -F -- "${line%%:*}:" "$STAMP" || true)', now '$line'"
    done <<<"$now"
    while IFS= read -r line; do
        grep -qF -- "${line%%:*}:" <<<"$now" || log_info "configured otherwise: '$line', now without"
    done <"$STAMP"
}

# A build folder may hold a cluster, packages or patches of its user: it is put aside, not deleted.
put_aside() {
    local aside

    aside=$CEPH_BUILD_DIR.$(date +%Y%m%d-%H%M%S)
    log_info "keeping the old build folder as $aside"
    mv "$CEPH_BUILD_DIR" "$aside"
    # Older releases ignore only "build".
    (exclude_from_git '/build.*/') || log_info "git cannot be told to overlook $aside, and counts it as a change of the tree"
}

# Whether the build folder is used as it is.
serves_as_it_is() {
    local now

    if [ -e "$CEPH_CONFIGURE_MARKER" ] || ! is_configured; then return 1; fi

    if [ ! -e "$STAMP" ]; then
        log_info "configured by hand: taking $CEPH_BUILD_DIR as it is"
        return 0
    fi
    if configuration_differs; then return 1; fi
    if [ "${CMAKE_CACHE[CMAKE_GENERATOR]:-}" = Ninja ] && [ "${CEPH_GENERATOR:-}" = 'Unix Makefiles' ]; then
        # A switch of branches has brought it: Ninja could not even read what cmake would write now.
        log_info "configured for Ninja, and this tree can be built by make alone"
        return 1
    fi
    now=$(<"$STAMP")
    log_info "configured already: ${now//$'\n'/;}"
}

# Ends with no build folder.
clear_the_way() {
    if [ ! -e "$CEPH_BUILD_DIR" ]; then return; fi

    if [ -e "$CEPH_CONFIGURE_MARKER" ]; then
        log_info "an earlier configure did not finish: starting over"
        rm -rf "$CEPH_BUILD_DIR"
    elif ! rmdir "$CEPH_BUILD_DIR" 2>/dev/null; then
        is_configured || log_info "$CEPH_BUILD_DIR exists but is not configured"
        put_aside
    fi
}

# Without one, cmake takes make. Ninja knows pools, and has less to do when nothing has.
generator_option() {
    if [ "${CEPH_GENERATOR:-}" = Ninja ] && command -v ninja >/dev/null; then echo -GNinja; fi
}

configure() {
    local options=(-C "$BIN/configure-marker.cmake") status=0 option
    local map=-fdebug-prefix-map=$CEPH_SRC=$CEPH_DEBUG_PATH

    ! is_configured || read_cmake_cache
    if serves_as_it_is; then return; fi
    clear_the_way
    require_linker
    while IFS= read -r option; do
        [ -z "$option" ] || options+=("$option")
    done < <(generator_option; setting_options; printf '%s\n' "${CEPH_CMAKE_OPTIONS:-}")

    keep_submodules
    # The release's own way; options as arguments, because some releases drop the variable meant for them.
    # Debug information names the tree by a path that is everywhere the same: the compiler cache of another environment can
    # answer, and does not bring the name of the other tree with it.
    NPROC=$CEPH_JOBS CFLAGS="${CFLAGS:-} $map" CXXFLAGS="${CXXFLAGS:-} $map ${CEPH_CXX_FLAGS:-}" run_stoppable ./do_cmake.sh "${options[@]}" || status=$?
    # Old releases return 0 after a failed cmake.
    [ "$status" -ne 0 ] || is_configured || status=1
    if [ "$status" -ne 0 ]; then
        log_error "do_cmake.sh left no configured build folder (exit code $status), see above and $CEPH_BUILD_DIR/CMakeFiles"
        return "$status"
    fi
    read_cmake_cache
    describe_configuration >"$STAMP"
    rm -f "$CEPH_CONFIGURE_MARKER"
}
