# shellcheck shell=bash
# Functions for the scripts that run inside containers; sourced.
# Arguments: none.
# Environment: BIN CEPH_UID CEPH_GID CEPH_SRC CEPH_DISTRO CEPH_RELEASE CEPH_DEPENDENCIES CEPH_ALLOW_MISSING CEPH_RUN_DIR.

DEPENDENCIES_RECORD=/etc/ceph-build-env/dependencies
INSTALL_DEPENDENCIES=/usr/local/lib/ceph-build-env/install-dependencies

# Where debug information says that the source is, whatever the environment.
# shellcheck disable=SC2034 # read by those who source this file
CEPH_DEBUG_PATH=/usr/src/ceph

log_info() { printf 'INFO: %s\n' "$*" >&2; }
log_error() { printf 'ERROR: %s\n' "$*" >&2; }
die() {
    log_error "$@"
    exit 1
}

is_root() { [ "$EUID" -eq 0 ]; }

# Says to the host how far the run has come.
enter_stage() {
    printf '%s\n' "$1" >"${CEPH_RUN_DIR:?}/stage"
    [ "$EUID" -eq "$CEPH_UID" ] || ! is_root || chown "$CEPH_UID:$CEPH_GID" "$CEPH_RUN_DIR/stage"
}

# The most memory that the container has used at a time, for the run's record; not every kernel tells.
report_memory_peak() {
    local file peak

    for file in /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes; do
        if [ -r "$file" ] && read -r peak <"$file"; then printf '%s\n' "$peak" >"$CEPH_RUN_DIR/memory-peak"; fi
    done
}

# The program that one of bin/instead stands before on the PATH.
next_program() { # NAME
    type -aP "$1" | grep -m 1 -vxF "$BIN/instead/$1" || die "$1 is not installed in this image: build the images anew, ./build.sh BaseImage"
}

# The files that install-deps.sh reads, without the rest of the tree, which would make it fetch Python packages too.
copy_dependency_files() { # FROM TO
    local file

    for file in install-deps.sh debian ceph.spec.in src/script/lib-build.sh src/script/run-make.sh; do
        [ ! -e "$1/$file" ] || (cd "$1" && cp -R --parents "$file" "$2/")
    done
}

# An image that does not fit the tree (the host was told to take whatever exists) gets the tree's dependencies here.
ensure_dependencies() {
    local installed files

    installed=''
    [ ! -r "$DEPENDENCIES_RECORD" ] || installed=$(<"$DEPENDENCIES_RECORD")
    if [ -z "${CEPH_DEPENDENCIES:-}" ] || [ "$installed" = "$CEPH_DEPENDENCIES" ]; then return; fi
    is_root || die "the image lacks the build dependencies of this tree, and only root could install them: build the image anew"
    [ -x "$INSTALL_DEPENDENCIES" ] || die "the image is no release image of ceph-build-env: build ReleaseImage first"

    log_info "the image has other build dependencies than this tree: installing them, for this container only"
    files=$(mktemp -d)
    copy_dependency_files "$CEPH_SRC" "$files"
    DISTRO=$CEPH_DISTRO RELEASE=$CEPH_RELEASE DEPENDENCIES=$CEPH_DEPENDENCIES ALLOW_MISSING=${CEPH_ALLOW_MISSING:-} "$INSTALL_DEPENDENCIES" "$files"
    rm -rf "$files"
}

# A name for CEPH_UID: the one that the image has for it, else one of our own.
name_user() {
    local name

    name=$(getent passwd "$CEPH_UID" | cut -d: -f1) || true
    if [ -z "$name" ]; then
        # Not "builder", whom our images have with an id of his own.
        name=builder-$CEPH_UID
        getent group "$CEPH_GID" >/dev/null || groupadd --gid "$CEPH_GID" "builder-$CEPH_GID"
        # Without the log files indexed by user id, which grow to gigabytes for an id of a directory service.
        useradd --no-log-init --no-create-home --shell /bin/bash --home-dir "/home/$name" \
            --uid "$CEPH_UID" --gid "$CEPH_GID" "$name" 2>/dev/null || die "the image takes no user with the id $CEPH_UID"
    fi
    printf '%s\n' "$name"
}

# Makes stdin, stdout and stderr the user's, so that /dev/stderr and the terminal can be opened again by their names.
hand_over_streams() {
    local fd

    # By the shell's own id: the redirection of chown's messages would change what "self" has there.
    for fd in 0 1 2; do
        if [ -t "$fd" ] || [ -p "/proc/$$/fd/$fd" ]; then chown "$CEPH_UID" "/proc/$$/fd/$fd" 2>/dev/null || true; fi
    done
}

# The host looks at what is changed in the tree while the engine starts this container: nothing is changed before it has.
await_host() {
    [ ! -e "$CEPH_RUN_DIR/tree.lock" ] || flock --shared "$CEPH_RUN_DIR/tree.lock" true
}

# Starts the calling script anew as the owner of /ceph; comes back in the process that is already, once the tree is free.
become_user() { # the script's arguments
    local name home

    : "${CEPH_UID:?}" "${CEPH_GID:?}"
    if ! is_root || [ "$CEPH_UID" -eq 0 ]; then
        await_host
        return
    fi

    name=$(name_user)
    home=$(getent passwd "$CEPH_UID" | cut -d: -f6)
    if [ "$(stat -c %u "$home" 2>/dev/null)" != "$CEPH_UID" ]; then
        home=/home/$name
        mkdir -p "$home"
        chown "$CEPH_UID:$CEPH_GID" "$home"
    fi
    hand_over_streams
    # Without any other group: setpriv of CentOS 7 and Leap 42.3 cannot look for those that the user has, and nothing needs one.
    exec setpriv --reuid "$CEPH_UID" --regid "$CEPH_GID" --clear-groups -- \
        env HOME="$home" USER="$name" LOGNAME="$name" "$0" "$@"
}

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
