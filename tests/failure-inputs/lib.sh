# shellcheck shell=bash
# Functions for the scripts that make tools fail; sourced.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.

export LC_ALL=C PIP_BREAK_SYSTEM_PACKAGES=1 PIP_DISABLE_PIP_VERSION_CHECK=1 DEBIAN_FRONTEND=noninteractive PYTHONDONTWRITEBYTECODE=1

TREE=/ceph/src/debian-12-reef

# Keeps what a command says as NAME.log; the command has to fail: NAME COMMAND…
record() {
    local name=$1
    shift
    if "$@" >"$OUTPUT/$name.log" 2>&1 </dev/null; then
        printf '%s: nothing failed\n' "$name" >&2
    fi
}

# The same with an amount of memory, in KiB: NAME KIB COMMAND…
record_in_memory() {
    local name=$1 memory=$2
    shift 2
    # shellcheck disable=SC2016 # for that shell to expand
    record "$name" bash -c 'ulimit -c 0 -v "$1"; shift; "$@"' bash "$memory" "$@"
}

major_and_minor() { grep -oE '[0-9]+\.[0-9]+' | head -n 1; }

# Programs that end as the kernel ends those that take too much memory; a compiler finds them with -B.
make_killed_programs() {
    local name
    mkdir -p "$TREE/killed"
    for name in cc1plus as ld; do
        # shellcheck disable=SC2016 # for that shell to expand
        printf '#!/bin/sh\nkill -9 $$\n' >"$TREE/killed/$name"
        chmod +x "$TREE/killed/$name"
    done
}
