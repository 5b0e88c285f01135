#!/usr/bin/env bash
# From a fresh checkout to the result of the unit tests. Arguments go to do_cmake.sh.
# Environment: NPROC, DEFAULT_MAKEOPTS, BUILD_MAKEOPTS, CHECK_MAKEOPTS, DRY_RUN=echo.
set -e

if ! hostname --fqdn >/dev/null; then
    echo "this machine's name cannot be resolved: see hostname --fqdn" >&2
    exit 1
fi
if ! command -v sudo >/dev/null; then
    echo "sudo is not installed" >&2
    exit 1
fi

half=$((($(nproc) + 1) / 2))
: "${DEFAULT_MAKEOPTS:=-j${NPROC:-$half}}"
: "${BUILD_MAKEOPTS:=$DEFAULT_MAKEOPTS}"
: "${CHECK_MAKEOPTS:=$DEFAULT_MAKEOPTS}"

if [ -f ./install-deps.sh ]; then
    FOR_MAKE_CHECK=1 $DRY_RUN ./install-deps.sh
fi
# one commit is like another: the compiler cache hits
export SOURCE_DATE_EPOCH=946684800
$DRY_RUN ./do_cmake.sh -DENABLE_GIT_VERSION=OFF "$@"
$DRY_RUN cd build
# shellcheck disable=SC2086 # lists of options
$DRY_RUN make $BUILD_MAKEOPTS tests
$DRY_RUN ulimit -n "$(ulimit -Hn)"
# shellcheck disable=SC2086
$DRY_RUN ctest $CHECK_MAKEOPTS --output-on-failure
echo "all tests passed"
