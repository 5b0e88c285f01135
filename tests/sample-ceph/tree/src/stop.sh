#!/usr/bin/env bash
# Stops the development cluster of this build directory. Arguments: mon, osd, mds, mgr, rgw; without any, all.
# Environment: VSTART_DEST (as for vstart.sh).
set -e

out=${VSTART_DEST:-$PWD}/out
kinds=("$@")
if [ $# = 0 ]; then
    kinds=(rgw mds mgr osd mon)
fi

# A pid file may outlive its daemon, and its number may be another program's by now.
is_running() {
    [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ]
}

stop_daemon() {
    local pid_file=$1 program=$2 pid i
    pid=$(cat "$pid_file" 2>/dev/null) || return 0
    for ((i = 0; i < 200; i++)); do
        if ! is_running "$pid" "$program"; then
            rm -f "$pid_file"
            return 0
        fi
        if [ "$i" = 0 ]; then
            kill -TERM "$pid"
        fi
        sleep 0.1
    done
    kill -KILL "$pid"
    rm -f "$pid_file"
}

for kind in "${kinds[@]}"; do
    case "$kind" in
        mon | osd | mds | mgr | rgw) ;;
        *)
            echo "usage: ../src/stop.sh [mon] [osd] [mds] [mgr] [rgw]" >&2
            exit 1
            ;;
    esac
    program=ceph-$kind
    if [ "$kind" = rgw ]; then
        program=radosgw
    fi
    for pid_file in "$out/$kind".*.pid; do
        stop_daemon "$pid_file" "$program"
    done
done
# The folder of the admin sockets, as that of Ceph from mimic to octopus: with VSTART_DEST the logs are in it too.
if [ $# = 0 ]; then
    rm -rf "${out:?}"
fi
