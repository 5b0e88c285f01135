#!/usr/bin/env bash
# Starts a development cluster on this machine. Run it in the build directory.
# Environment: MON, OSD, MDS, MGR, RGW (how many a new cluster gets; 3, 3, 3, 1, 0), CEPH_PORT (the first monitor's; managers have those that are
# 1000, 2000 … higher), CEPH_RGW_PORT (8000), VSTART_DEST (where to keep conf, dev and out), CEPH_BIN.
# shellcheck disable=SC2034 # vstart_conf.sh reads the variables
set -e

usage() {
    cat <<'USAGE'
usage: MON=1 OSD=3 ../src/vstart.sh [options]
  -n, --new        a new cluster; what an earlier one kept is lost
  -d, --debug      talkative logs
  -k               a new cluster with the configuration of the earlier one
  -l, --localhost  listen on 127.0.0.1, not on the first other address
  -x, -X, -b, --bluestore, --memstore, --without-dashboard   accepted, without effect
USAGE
}

new=false keep_conf=false debug=1 localhost=false
while [ $# -gt 0 ]; do
    case "$1" in
        -n | --new) new=true ;;
        -d | --debug) debug=20 ;;
        -k) keep_conf=true ;;
        -l | --localhost) localhost=true ;;
        -x | -X | -b | --bluestore | --memstore | --without-dashboard) ;;
        # as Ceph's: an unknown option is no failure
        *) usage && exit 0 ;;
    esac
    shift
done
if ! [ -f CMakeCache.txt ]; then
    echo "there is no CMakeCache.txt here: run this in the build directory" >&2
    exit 1
fi

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=vstart_conf.sh
. "$here/vstart_conf.sh"
release=$(sed -n 1p "$here/ceph_release") # a number; some things were done otherwise before mimic (13) and octopus (15)
bin=${CEPH_BIN:-$PWD/bin}
dest=${VSTART_DEST:-$PWD}
conf=$dest/ceph.conf
mons=${MON:-3}
osds=${OSD:-3}
mdss=${MDS:-3}
mgrs=${MGR:-1}
rgws=${RGW:-0}

for program in ceph ceph-mon ceph-osd ceph-mds ceph-mgr radosgw; do
    if ! [ -x "$bin/$program" ]; then
        echo "$program is not built: build the target vstart" >&2
        exit 1
    fi
done

start_all() { # PROGRAM PREFIX of the names of the data folders: a cluster that is started again has the daemons it had
    local data
    for data in "$dest/dev/$2"*; do
        if [ -d "$data" ]; then
            "$bin/$1" -i "${data##*/"$2"}" -c "$conf"
        fi
    done
}

# Gateways have no section and no folder, and before mimic no pid file.
start_gateways() {
    local i port log

    for ((i = 0; i < rgws; i++)); do
        port=$((${CEPH_RGW_PORT:-8000} + i))
        if [ "$release" -lt 13 ]; then
            log=$dest/out/rgw.$(letter "$i" jklmnopqrstuv).log
            "$bin/radosgw" -c "$conf" "--log-file=$log" -n client.rgw "--rgw_frontends=civetweb port=$port"
        else
            log=$dest/out/radosgw.$port
            "$bin/radosgw" -c "$conf" "--log-file=$log.log" "--pid-file=$log.pid" -n "client.rgw.$port" "--rgw_frontends=beast port=$port"
        fi
    done
}

# The file systems are made by the manager. As Ceph's: for ever, also when that has died or there is none.
await_manager() {
    local address
    address=$(sed -n '/^\[mgr\.x\]/,/^address/s/^address = //p' "$conf")
    until (exec 3<>"/dev/tcp/${address%:*}/${address#*:}") 2>/dev/null; do sleep 1; done
}

ip=$(choose_address)
VSTART_DEST=$dest "$here/stop.sh"
if $new; then
    rm -rf "${dest:?}/dev" "${dest:?}/out"
elif ! [ -d "$dest/dev" ]; then
    echo "there is no cluster to start again: make one with --new" >&2
    exit 1
fi
if $new; then
    if ! $keep_conf || ! [ -f "$conf" ]; then
        write_conf
    fi
    mkdir -p "$dest/dev/mon.a"
    # the other daemons have sections of their own
    sed -n "s,^\[\(.*\..*\)\]$,$dest/dev/\1,p" "$conf" | xargs -r mkdir -p
    for ((i = 0; i < osds; i++)); do mkdir -p "$dest/dev/osd$i"; done
fi

mkdir -p "$dest/out"
rm -rf "${dest:?}/out"/*

start_all ceph-mon mon.
start_all ceph-osd osd
start_all ceph-mgr mgr.
start_all ceph-mds mds.
if $new && [ "$mdss" -gt 0 ]; then
    await_manager
fi
start_gateways

for ((i = 0; i < 50; i++)); do
    if "$bin/ceph" -c "$conf" health 2>/dev/null | grep -q HEALTH_OK; then
        break
    fi
    sleep 0.2
done
"$bin/ceph" -c "$conf" --connect-timeout 10 status
if [ "$release" -ge 15 ]; then
    if [ -n "$VSTART_DEST" ]; then
        environment=$here/vstart_environment.sh
    else
        environment=vstart_environment.sh
    fi
    echo "export CEPH_CONF=$conf" >"$environment"
fi
echo "started. Stop with ../src/stop.sh"
