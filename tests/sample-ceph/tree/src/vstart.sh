#!/usr/bin/env bash
# Starts a development cluster on this machine. Run it in the build directory.
# Environment: MON, OSD (how many a new cluster gets; 3), CEPH_PORT (the first monitor's), VSTART_DEST (where to keep conf, dev and out), CEPH_BIN.
set -e

usage() {
    cat <<'USAGE'
usage: MON=1 OSD=3 ../src/vstart.sh [options]
  -n, --new        a new cluster; what an earlier one kept is lost
  -d, --debug      talkative logs
  -k               a new cluster with the configuration of the earlier one
  -l, --localhost  listen on 127.0.0.1 (always so here)
  -x, -X, -b, --bluestore, --memstore, --without-dashboard   accepted, without effect
USAGE
}

new=false keep_conf=false debug=1
while [ $# -gt 0 ]; do
    case "$1" in
        -n | --new) new=true ;;
        -d | --debug) debug=20 ;;
        -k) keep_conf=true ;;
        -l | --localhost | -x | -X | -b | --bluestore | --memstore | --without-dashboard) ;;
        -h | --help) usage && exit 0 ;;
        *) usage >&2 && exit 1 ;;
    esac
    shift
done
if ! [ -f CMakeCache.txt ]; then
    echo "there is no CMakeCache.txt here: run this in the build directory" >&2
    exit 1
fi

here=$(cd "$(dirname "$0")" && pwd)
bin=${CEPH_BIN:-$PWD/bin}
dest=${VSTART_DEST:-$PWD}
conf=$dest/ceph.conf
mons=${MON:-3}
osds=${OSD:-3}

for program in ceph ceph-mon ceph-osd; do
    if ! [ -x "$bin/$program" ]; then
        echo "$program is not built: build the target vstart" >&2
        exit 1
    fi
done

port_is_free() {
    ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

choose_port() {
    if [ -n "$CEPH_PORT" ]; then
        echo "$CEPH_PORT"
    elif [ -f .ceph_port ]; then
        cat .ceph_port
    else
        local port
        until port=$((RANDOM % 1000 + 40000)) && port_is_free "$port"; do :; done
        echo "$port"
    fi
}

write_conf() {
    local port copies=$((osds < 3 ? osds : 3)) i
    port=$(choose_port)
    cat >"$conf" <<EOF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = 127.0.0.1:$port
osd pool default size = $copies
log file = $dest/out/\$name.log
pid file = $dest/out/\$name.pid
debug mon = $debug
debug osd = $debug
[mon]
mon data = $dest/dev/\$name
[osd]
osd data = $dest/dev/\$type\$id
EOF
    # osds and clients ask the first monitor; each of the others waits on a port of its own
    for ((i = 1; i < mons; i++)); do
        printf '[mon.%s]\nmon host = 127.0.0.1:%s\n' "$(mon_name "$i")" $((port + i)) >>"$conf"
    done
}

mon_name() {
    local letters=abcdefghi
    echo "${letters:$1:1}"
}

VSTART_DEST=$dest "$here/stop.sh"
if $new; then
    rm -rf "${dest:?}/dev" "${dest:?}/out"
elif ! [ -d "$dest/dev" ]; then
    echo "there is no cluster to start again: make one with --new" >&2
    exit 1
fi
if $new; then
    if $keep_conf && [ -f "$conf" ]; then
        mons=$((1 + $(grep -c '^\[mon\.' "$conf")))
    else
        write_conf
    fi
    for ((i = 0; i < mons; i++)); do
        mkdir -p "$dest/dev/mon.$(mon_name "$i")"
    done
    for ((i = 0; i < osds; i++)); do
        mkdir -p "$dest/dev/osd$i"
    done
    mkdir -p "$dest/out"
fi

# a cluster that is started again has the daemons it had
for data in "$dest"/dev/mon.*; do
    "$bin/ceph-mon" -i "${data##*/mon.}" -c "$conf"
done
for data in "$dest"/dev/osd*; do
    "$bin/ceph-osd" -i "${data##*/osd}" -c "$conf"
done

for ((i = 0; i < 50; i++)); do
    if "$bin/ceph" -c "$conf" health 2>/dev/null | grep -q HEALTH_OK; then
        break
    fi
    sleep 0.2
done
"$bin/ceph" -c "$conf" --connect-timeout 10 status
echo "started. Stop with ../src/stop.sh"
