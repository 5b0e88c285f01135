#!/usr/bin/env bash
# A shell, or one command, as the owner of /ceph in the build folder of an environment.
# Arguments: the command and its arguments; without them an interactive shell.
# Environment: CEPH_DISTRO CEPH_RELEASE CEPH_SRC CEPH_BUILD_DIR CEPH_JOBS, CEPH_EXEC (what Exec or Attach calls it), and what lib.sh reads.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=toolset.sh
. "$BIN/toolset.sh"

# The debugger finds the source where it is. A file of the user's own, or one of the image, stays.
configure_debugger() {
    [ -e ~/.gdbinit ] || printf 'set substitute-path %s %s\n' "$CEPH_DEBUG_PATH" "$CEPH_SRC" >~/.gdbinit
}

welcome() {
    local build="not configured yet: ./do_cmake.sh" sudo="    packages: sudo works without a password"

    if [ -e build.ninja ]; then build="ninja -j$CEPH_JOBS"; elif [ -e Makefile ]; then build="make -j$CEPH_JOBS"; fi
    log_info "Ceph $CEPH_RELEASE on $CEPH_DISTRO, in $PWD"
    # Where it was entered by Attach, the container may have been started without that.
    ! grep -q '^NoNewPrivs:.*1' /proc/self/status || sudo=''
    log_info "build: $build$sudo    leave: exit"
}

main() {
    # For end-exec.sh: an engine starts it as the first of a session.
    if [ -n "${CEPH_EXEC:-}" ] && is_root; then echo $$ >"/tmp/.ceph-exec.$CEPH_EXEC"; fi
    ensure_dependencies
    become_user "$@"
    enable_toolset
    umask 022

    cd "$CEPH_SRC"
    [ ! -d "$CEPH_BUILD_DIR" ] || cd "$CEPH_BUILD_DIR"

    configure_debugger
    [ $# -eq 0 ] || PATH=$CEPH_BUILD_DIR/bin:$PATH exec "$@"
    welcome
    exec bash --rcfile "$BIN/interactive.bashrc"
}

main "$@"
