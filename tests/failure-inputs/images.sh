#!/usr/bin/env bash
# Image builds that fail, with the engines that are installed.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# A system of one program, which says what another tool has said before.
make_context() {
    context=/run/context
    mkdir -p "$context/root/bin"
    cp /bin/busybox "$context/root/bin/"
    ln -s busybox "$context/root/bin/sh"
    cp "$OUTPUT"/apt-*-own-script.log "$context/said.txt"
    printf 'FROM scratch\nCOPY root /\nCOPY said.txt /\nRUN echo fine\nRUN busybox cat /said.txt >&2; exit 100\n' >"$context/run.Dockerfile"
    printf 'FROM mirror.invalid/nosuch:1\nRUN echo fine\n' >"$context/from.Dockerfile"
    printf 'FROM scratch\nCOPY nosuch /\n' >"$context/copy.Dockerfile"
    printf 'FROM scratch\nCOPYING root /\n' >"$context/syntax.Dockerfile"
}

build_all() { # NAME COMMAND…
    local name=$1 case
    shift
    for case in run from copy syntax; do
        record "$name-$case" "$@" --file "$context/$case.Dockerfile" --tag test "$context"
    done
}

start_docker() {
    busybox mount -t tmpfs tmpfs /var/lib/docker
    busybox mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null || true
    dockerd --bridge none --iptables=false --storage-driver vfs --data-root /var/lib/docker >/run/dockerd.log 2>&1 &
    timeout 60 sh -c 'until docker version >/dev/null 2>&1; do sleep 1; done'
}

main() {
    make_context
    if command -v podman >/dev/null; then
        mkdir -p /var/lib/containers
        busybox mount -t tmpfs tmpfs /var/lib/containers
        build_all "podman-$(podman --version | major_and_minor)" podman --storage-driver vfs build --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot
    fi
    if command -v dockerd >/dev/null; then
        mkdir -p /var/lib/docker
        if start_docker; then
            export DOCKER_BUILDKIT=1
            build_all "docker-$(docker --version | major_and_minor)" docker build --progress plain --network none
        else
            tail -n 5 /run/dockerd.log >&2
        fi
    fi
}

main "$@"
