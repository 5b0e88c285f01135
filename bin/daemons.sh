# shellcheck shell=bash
# Which daemons a vstart cluster has, and which of them have died; sourced.
# Arguments: none.
# Environment: VSTART_DEST.

# The names of daemons that should live and do not: read on the host.
DEAD=$VSTART_DEST/dead

# The other daemons before the monitors, which they tell that they go.
DAEMON_PROGRAMS=('^(ceph-run|ceph-osd|ceph-mds|ceph-mgr|crimson-osd|radosgw)' '^ceph-mon')

# Those that have been seen alive.
declare -A LIVED=()

# vstart.sh gives each daemon a folder, mon.a and mgr.x by their names and osd0 without a dot; and none to gateways, which are
# known by their logs: radosgw.8000, or rgw.j in luminous.
daemons() {
    local path name

    for path in "$VSTART_DEST"/dev/*/; do
        name=${path%/}
        name=${name##*/}
        [[ ! $name =~ ^osd([0-9]+)$ ]] || name=osd.${BASH_REMATCH[1]}
        if [[ $name =~ ^(mon|osd|mds|mgr)\. ]]; then printf '%s\n' "$name"; fi
    done
    for path in "$VSTART_DEST"/out/*.log; do
        name=${path##*/}
        if [[ $name =~ ^(rgw|radosgw)\.[^.]+\.log$ ]]; then printf '%s\n' "${name%.log}"; fi
    done
}

# Luminous gives gateways no pid file: the name of the log is an argument of theirs, in every release.
lives() { # DAEMON
    local pid

    if [[ $1 =~ ^(rgw|radosgw)\. ]]; then
        pgrep -u "$EUID" -f -- "--log-file=$VSTART_DEST/out/$1\\.log" >/dev/null
    else
        pid=$(cat "$VSTART_DEST/out/$1.pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null
    fi
}

# One that ends in order removes its pid file; one that has not begun yet has none.
has_lived() { # DAEMON
    [ -n "${LIVED[$1]:-}" ] || [ -e "$VSTART_DEST/out/$1.pid" ] || [[ $1 =~ ^(rgw|radosgw)\. ]]
}

# Writes down which daemons do not live: all that there are, or only those that have lived before. Fails when there are such.
report_dead() { # all|lived
    local name

    while IFS= read -r name; do
        if lives "$name"; then
            LIVED[$name]=1
        elif [ "$1" = all ] || has_lived "$name"; then
            printf '%s\n' "$name"
        fi
    done < <(daemons) >"$DEAD.new"
    mv "$DEAD.new" "$DEAD"
    [ ! -s "$DEAD" ]
}

the_dead() { tr '\n' ' ' <"$DEAD"; }

# Not by the tree's stop.sh: with VSTART_DEST that of mimic to octopus removes the logs, as the folder of the admin sockets, and
# that of luminous asks for no cluster at all.
end_daemons() {
    local programs end

    for programs in "${DAEMON_PROGRAMS[@]}"; do
        # Without the remark of pkill that no name is as long as the pattern.
        pkill -TERM -u "$EUID" "$programs" 2>/dev/null || true
        end=$((SECONDS + 20))
        while pgrep -u "$EUID" "$programs" >/dev/null 2>&1 && [ "$SECONDS" -lt "$end" ]; do sleep 0.2; done
    done
}
