#!/bin/sh -x
# Configures the default build, always in build/. Arguments go to cmake.
# The exit code says nothing about cmake: look for build/Makefile.

git submodule update --init --recursive
if test -e build; then
    echo 'there is a build directory already; remove it and start again'
    exit 1
fi

ARGS=
if command -v ccache >/dev/null; then
    echo "ccache is there: it will be used"
    ARGS="$ARGS -DWITH_CCACHE=ON"
fi

mkdir build
cd build || exit 1
# shellcheck disable=SC2086 # a list of options
cmake $ARGS "$@" ..

# what a development cluster needs to find its plugins
cat <<EOF >ceph.conf
plugin dir = lib
erasure code dir = lib
EOF
# a port for a development cluster; not every sh has RANDOM, then it is always the same
# shellcheck disable=SC3028
echo $((${RANDOM:-0} % 1000 + 40000)) >.ceph_port

echo done.
