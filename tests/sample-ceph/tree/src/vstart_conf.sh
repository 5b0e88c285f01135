# shellcheck shell=bash disable=SC2154
# The half of vstart.sh that chooses addresses and writes the configuration; sourced.

choose_address() {
    local address=
    if ! $localhost; then
        address=$(ip -4 -oneline address show scope global 2>/dev/null | sed -n '1s/.* inet \([0-9.]*\).*/\1/p')
    fi
    echo "${address:-127.0.0.1}"
}

port_is_free() {
    ! (exec 3<>"/dev/tcp/$ip/$1") 2>/dev/null
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
    local port copies=$((osds < 3 ? osds : 3)) i daemon
    port=$(choose_port)
    daemon="log file = $dest/out/\$name.log
pid file = $dest/out/\$name.pid"
    cat >"$conf" <<EOF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = $ip:$port
osd pool default size = $copies
debug mon = $debug
debug osd = $debug
[mon]
$daemon
mon data = $dest/dev/\$name
[osd]
$daemon
osd data = $dest/dev/\$type\$id
[mgr]
$daemon
[mds]
$daemon
EOF
    # osds and clients ask the first monitor; each of the others waits on a port of its own
    for ((i = 1; i < mons; i++)); do printf '[mon.%s]\nmon host = %s:%s\n' "$(letter "$i" abcdefghi)" "$ip" $((port + i)) >>"$conf"; done
    for ((i = 0; i < mgrs; i++)); do write_service mgr "$(letter "$i" xyzabc)" $((port + 1000 * (i + 1))); done
    for ((i = 0; i < mdss; i++)); do write_service mds "$(letter "$i" abcdef)" $((port + 100 + i)); done
}

write_service() { # KIND ID PORT
    printf '[%s.%s]\naddress = %s:%s\n' "$1" "$2" "$ip" "$3" >>"$conf"
}

letter() { echo "${2:$1:1}"; } # NUMBER LETTERS
