#!/usr/bin/env bash
# Configures the default build with Ninja. Arguments go to cmake.
# Environment: BUILD_DIR (build), CEPH_GIT_DIR (the source, seen from the build directory; ..).
set -ex

if [ -d .git ]; then
    git submodule update --init --recursive
fi

: "${BUILD_DIR:=build}"
: "${CEPH_GIT_DIR:=..}"
if [ -e "$BUILD_DIR" ]; then
    echo "the build directory '$BUILD_DIR' exists already; remove it and start again"
    exit 1
fi

# ARGS of the caller is dropped
ARGS="-GNinja"
if command -v ccache >/dev/null; then
    echo "ccache is there: it will be used"
    ARGS="$ARGS -DWITH_CCACHE=ON"
fi

CMAKE=cmake
if command -v cmake3 >/dev/null; then
    CMAKE=cmake3
fi

mkdir "$BUILD_DIR"
cd "$BUILD_DIR"
# shellcheck disable=SC2086 # a list of options
$CMAKE $ARGS "$@" "$CEPH_GIT_DIR"
set +x

cat <<EOF >ceph.conf
# what a development cluster needs to find its plugins
plugin dir = lib
erasure code dir = lib
EOF

echo done.
