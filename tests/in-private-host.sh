#!/usr/bin/env bash
# Runs a command on a copy of this host that is thrown away afterwards: its own /ceph, its own engine, its own processes.
# Usage (as root): in-private-host.sh [--keep FOLDER] COMMAND [ARGUMENT…]. What it installs, writes or starts does not reach the
# host, but for what it writes below FOLDER.
# Environment: CEPH_BUILD_ENV_SCRATCH, a folder on a disk with room for images (default: a new one below TMPDIR).
# The command finds CEPH_BUILD_ENV_PRIVATE_HOST=1 there, and below /run/changes what was written to the copied disk.
set -Eeuo pipefail

# What the private host gets from the real one as it is.
readonly shared=(/proc /sys /dev)

main() {
    [[ $EUID == 0 ]] || die "needs root, for mounts and an engine of its own; type: sudo $0 $*"
    local tool
    for tool in unshare pivot_root ip iptables; do
        type -P "$tool" >/dev/null || die "$tool is not installed; install util-linux, iproute2 and iptables"
    done
    scratch=${CEPH_BUILD_ENV_SCRATCH:-$(mktemp -d -t ceph-build-env-host.XXXXXX)}
    trap clean_up EXIT
    make_network
    # As a child, so that results are kept and the network is taken down whatever happens in there.
    unshare --mount --propagation private --pid --fork --kill-child "$0" --inside "$scratch" "$PWD" "$@"
}

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# A bridge of its own, so that an engine of the host and its rules are left alone.
make_network() {
    bridge=cbe$$
    subnet=10.213.$(($$ % 250)).0/24
    ip link add "$bridge" type bridge
    ip addr add "${subnet%.0/24}.1/24" dev "$bridge"
    ip link set "$bridge" up
    sysctl -q net.ipv4.ip_forward=1
    rule -I
    mkdir -p "$scratch"
    printf '{"bridge": "%s", "iptables": false, "log-driver": "local"}\n' "$bridge" >"$scratch/daemon.json"
}

rule() {
    iptables -w -t nat "$1" POSTROUTING -s "$subnet" ! -o "$bridge" -j MASQUERADE
    iptables -w "$1" FORWARD -i "$bridge" -j ACCEPT
    iptables -w "$1" FORWARD -o "$bridge" -j ACCEPT
}

# What was written to the copy of a folder, brought to the folder itself.
keep_results() {
    if [[ -n $keep && -d $scratch/upper$keep ]]; then
        mkdir -p "$keep"
        cp -R --no-target-directory "$scratch/upper$keep" "$keep"
    fi
}

clean_up() {
    keep_results || true
    rule -D || true
    ip link delete "$bridge" || true
    # The mounts went with their namespace; what is left are plain files.
    [[ -n ${CEPH_BUILD_ENV_SCRATCH:-} ]] || rm -rf --one-file-system "$scratch"
}

# In the new namespaces: the host's files below, changes above them, and no way back.
inside() {
    local scratch=$1 folder=$2 root=$1/root path
    shift 2
    mkdir -p "$scratch"/{upper,work,root,docker,containers}
    mount -t overlay overlay -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" "$root"
    for path in "${shared[@]}"; do
        mount --rbind "$path" "$root$path"
    done
    mount -t proc proc "$root/proc"
    # The engines' storage cannot be an overlay on an overlay.
    mkdir -p "$root"/var/lib/{docker,containers} "$root/etc/docker" "$root/.host"
    mount --bind "$scratch/docker" "$root/var/lib/docker"
    mount --bind "$scratch/containers" "$root/var/lib/containers"
    mount -t tmpfs tmpfs "$root/run"
    mkdir "$root/run/changes"
    mount --bind "$scratch/upper" "$root/run/changes"
    cp "$scratch/daemon.json" "$root/etc/docker/daemon.json"
    bind_other_disks "$folder" "$root"
    cd "$root"
    pivot_root . .host
    umount --lazy /.host
    cd "$folder"
    unset DOCKER_HOST DOCKER_CONTEXT CEPH_BUILD_ENV_SCRATCH
    export CEPH_BUILD_ENV_PRIVATE_HOST=1
    "$@"
}

# An overlay shows one file system: a checkout or a home on another one is bound in.
bind_other_disks() {
    local root=$2 path mountpoint
    for path in "$1" "$HOME"; do
        mountpoint=$(stat -c %m "$path")
        if [[ $mountpoint != / ]]; then
            mkdir -p "$root$mountpoint"
            mount --bind "$mountpoint" "$root$mountpoint"
        fi
    done
}

keep=''
if [[ ${1:-} == --inside ]]; then
    shift
    inside "$@"
else
    if [[ ${1:-} == --keep ]]; then
        keep=$(realpath -m "$2")
        shift 2
    fi
    [[ $# -gt 0 ]] || die "usage: $0 COMMAND [ARGUMENT…]"
    main "$@"
fi
