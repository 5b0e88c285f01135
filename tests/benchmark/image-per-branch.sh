#!/usr/bin/env bash
# Builds a branch as Ceph's own build-with-container.py does, for comparison: an image for this branch alone, a full clone,
# configure and build in two containers of a fixed name, and a compiler cache only if somebody mounts one.
# Arguments: REPOSITORY BRANCH FOLDER IMAGE; the tree is made in FOLDER, IMAGE is the upstream one of a Debian.
# Environment: DOCKER, the engine's client (default: docker). Leaves FOLDER, and the image ceph-build-env-benchmark:BRANCH.
set -Eeuo pipefail

readonly docker=${DOCKER:-docker} repository=$1 branch=$2 folder=$3 image=$4

# The files that its Dockerfile copies, and what its setup script installs beside what the tree asks for.
write_context() {
    (cd "$folder" && cp -R --parents install-deps.sh debian ceph.spec.in src/script "$context")
    cat >"$context/Dockerfile" <<'DOCKERFILE'
ARG IMAGE
FROM ${IMAGE}
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    build-essential ca-certificates ccache curl gdb git hostname iproute2 less procps sudo vim-tiny devscripts equivs gnupg lsb-release
COPY . /usr/local/src/ceph/
RUN apt-get update && cd /usr/local/src/ceph && FOR_MAKE_CHECK=1 bash ./install-deps.sh </dev/null && git config --system safe.directory '*'
DOCKERFILE
}

in_container() {
    "$docker" run --rm --name=ceph_build_benchmark --volume "$folder:/ceph" --workdir /ceph --user "$(id -u):$(id -g)" "ceph-build-env-benchmark:$branch" bash -c "$1"
}

git clone --quiet --branch "$branch" "$repository" "$folder"
git -C "$folder" submodule --quiet update --init --recursive
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
write_context
"$docker" build --quiet --tag "ceph-build-env-benchmark:$branch" --build-arg IMAGE="$image" "$context"
in_container './do_cmake.sh'
in_container "cmake --build build -- -j$(nproc)"
