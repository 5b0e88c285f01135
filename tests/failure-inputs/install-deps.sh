#!/usr/bin/env bash
# Ceph's script of that name, in short.
# Arguments: none.
# Environment: none.
set -Eeuo pipefail

echo "+ installing the build dependencies"
mk-build-deps --install --remove --tool="apt-get -y --no-install-recommends" debian/control
