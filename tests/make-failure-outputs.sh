#!/usr/bin/env bash
# Makes the test data of the failure reports: what tools of several Debian releases say when they fail, each made to on purpose.
# Usage (as root): make-failure-outputs.sh [SUITE…], of bullseye, bookworm and trixie; replaces TestData/Failures/*.log of their tools.
# Environment: CEPH_BUILD_ENV_SCRATCH, a folder with room for 6 GB of Debian systems, which are kept there (default: one below TMPDIR).
set -Eeuo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
DATA=$HERE/CephBuildEnv.Tests/TestData/Failures
SCRATCH=${CEPH_BUILD_ENV_SCRATCH:-${TMPDIR:-/tmp}/ceph-build-env-failures}
TREE=/ceph/src/debian-12-reef

readonly common=(
    apt-utils build-essential busybox-static ca-certificates cmake createrepo-c devscripts dnf equivs git iproute2 lld make
    ninja-build procps python3 python3-pip rpm zypper
)
readonly -A special=(
    [bullseye]="g++-10 clang-11"
    [bookworm]="g++-11 g++-12 clang-13 clang-14 clang-15 clang-16 mold podman docker.io"
    [trixie]="g++-12 g++-14 clang-19 mold podman docker.io docker-cli docker-buildx"
)

make_system() { # SUITE
    local root=$SCRATCH/$1
    [ -e "$root.ready" ] && return
    rm -rf --one-file-system "$root"
    mkdir -p "$SCRATCH"
    # shellcheck disable=SC2086 # a list
    mmdebstrap --mode=root --variant=apt --include="$(tr ' ' , <<<"${common[*]} ${special[$1]}")" "$1" "$root"
    touch "$root.ready"
}

# In namespaces of its own, without a network: what a case starts ends with it, and the names of mirrors mean this machine.
run_cases() { # SUITE
    local root=$SCRATCH/$1
    rm -rf --one-file-system "${root:?}/ceph" "$root/output"
    mkdir -p "$root$TREE" "$root/output"
    cp -R "$HERE/failure-inputs/." "$root$TREE/"
    cp -R "$HERE/../images/base" "$root$TREE/images"
    unshare --mount --pid --net --uts --fork --kill-child --propagation private "$0" --inside "$root" "$1"
}

inside() { # ROOT SUITE
    local script
    # A mount point, or no container could be started in it.
    mount --bind "$1" "$1"
    mount -t proc proc "$1/proc"
    mount --rbind /sys "$1/sys"
    mount --rbind /dev "$1/dev"
    mount -t tmpfs tmpfs "$1/run"
    hostname builder
    ip link set lo up
    printf '127.0.0.1 localhost builder mirror.invalid\n' >"$1/etc/hosts"
    for script in ${CASES:-compile configure steps packages images}; do
        echo "$2: $script" >&2
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root OUTPUT=/output chroot "$1" "$TREE/$script.sh"
    done
}

# What differs at each run, and long lines of no use.
tidy() { # FILE
    sed -E -i \
        -e 's|/tmp/cc[A-Za-z0-9]{6}|/tmp/ccXXXXXX|g; s|/tmp/([a-z]+)-[0-9a-f]{6,}|/tmp/\1-XXXXXX|g' \
        -e 's|rpm-tmp\.[A-Za-z0-9]{6}|rpm-tmp.XXXXXX|g; s|(line [0-9]+: +)[0-9]+ Killed|\11234 Killed|' \
        -e 's|0{1000,}|0000|g' \
        "$1"
}

keep_results() { # SUITE
    local log
    mkdir -p "$DATA"
    for log in "$SCRATCH/$1/output"/*.log; do
        tidy "$log"
        # A version that two releases have is kept once.
        cp "$log" "$DATA/"
    done
}

main() {
    local suite suites=("$@")
    [[ $EUID == 0 ]] || { echo "error: needs root, for chroot; type: sudo $0 $*" >&2; exit 1; }
    [ $# -gt 0 ] || suites=(bullseye bookworm trixie)
    for suite in "${suites[@]}"; do
        make_system "$suite"
        run_cases "$suite"
        keep_results "$suite"
    done
}

if [ "${1:-}" = --inside ]; then
    shift
    inside "$@"
else
    main "$@"
fi
