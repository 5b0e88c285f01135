#!/usr/bin/env bash
# Ends what was started in this container by one Exec or Attach: every process that has its mark, and all of its session.
# Argument: the mark, which those processes have in CEPH_EXEC.
# Environment: CEPH_UID CEPH_GID.
set -Eeuo pipefail

# Seconds until what does not end by itself is killed: fewer than the host waits.
PATIENCE=8

# The processes. Without CAP_SYS_PTRACE, which no engine gives by default, root cannot read the environment of those of others.
marked() { # MARK
    local environments=(/proc/[0-9]*/environ) session

    {
        grep -lsz -x -- "CEPH_EXEC=$1" "${environments[@]}" || true
        if [ "${CEPH_UID:-0}" -ne 0 ]; then
            setpriv --reuid "$CEPH_UID" --regid "$CEPH_GID" --clear-groups -- grep -lsz -x -- "CEPH_EXEC=$1" "${environments[@]}" || true
        fi
    } | sed -E 's,/proc/([0-9]+)/environ,\1,'
    # That of sudo nobody can read, and what sudo starts has another.
    if read -r session 2>/dev/null <"/tmp/.ceph-exec.$1"; then pgrep -s "$session" || true; fi
}

main() {
    local mark=${1:?which one?} pids i

    for ((i = 0; SECONDS < PATIENCE; i++)); do
        mapfile -t pids < <(marked "$mark" | sort -u)
        [ "${#pids[@]}" -gt 0 ] || return 0
        # A shell on a terminal does not end for SIGTERM.
        [ "$i" -ne 0 ] || kill -HUP "${pids[@]}" 2>/dev/null || true
        [ "$i" -ne 1 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
        sleep 0.1
    done
    kill -KILL "${pids[@]}" 2>/dev/null || true
}

main "$@"
