#!/usr/bin/env bash
# What Ceph's own script of that name does.
# Arguments: for cmake.
# Environment: none.
set -Eeuo pipefail
set -x

if [ -e build ]; then
    echo "'build' dir already exists; either rm -rf 'build' and re-run, or set BUILD_DIR env var to a different directory name"
    exit 1
fi
mkdir build
cd build
cmake -DCMAKE_BUILD_TYPE=Debug "$@" ..
cat <<EOF

****
WARNING: do_cmake.sh now creates debug builds by default. Performance
may be severely affected.
****
EOF
