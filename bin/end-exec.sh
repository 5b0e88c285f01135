#!/usr/bin/env bash
# Ends what was started in this container by one Exec or Attach: every process that has its mark.
# Argument: the mark, which those processes have in CEPH_EXEC.
# Environment: none.
set -Eeuo pipefail

PATIENCE=10

marked() { # the processes
    grep -lsz -x -- "CEPH_EXEC=$1" /proc/[0-9]*/environ 2>/dev/null | sed -E 's,/proc/([0-9]+)/environ,\1,' || true
}

main() {
    local mark=${1:?which one?} pids i

    for ((i = 0; i < PATIENCE * 10; i++)); do
        mapfile -t pids < <(marked "$mark")
        [ "${#pids[@]}" -gt 0 ] || return 0
        # A shell on a terminal does not end for SIGTERM.
        [ "$i" -ne 0 ] || kill -HUP "${pids[@]}" 2>/dev/null || true
        [ "$i" -ne 1 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
        sleep 0.1
    done
    kill -KILL "${pids[@]}" 2>/dev/null || true
}

main "$@"
