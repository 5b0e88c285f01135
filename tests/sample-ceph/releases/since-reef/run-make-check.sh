#!/usr/bin/env bash
# From a fresh checkout to the result of the unit tests. Arguments go to do_cmake.sh.
# Environment: NPROC, DEFAULT_MAKEOPTS, BUILD_MAKEOPTS, CHECK_MAKEOPTS, BUILD_DIR, JENKINS_HOME, DRY_RUN=echo.
set -e

# shellcheck disable=SC1091 # fixed files of this tree
. src/script/lib-build.sh
# shellcheck disable=SC1091
. src/script/run-make.sh

if ! hostname --fqdn >/dev/null; then
    echo "this machine's name cannot be resolved: see hostname --fqdn" >&2
    exit 1
fi

: "${CHECK_MAKEOPTS:=${DEFAULT_MAKEOPTS:--j$(get_processors)}}"
FOR_MAKE_CHECK=1 prepare
configure "$@"
build tests

$DRY_RUN cd "${BUILD_DIR:-build}"
$DRY_RUN ulimit -n "$(ulimit -Hn)"
# shellcheck disable=SC2086 # a list of options
if ! $DRY_RUN ctest $CHECK_MAKEOPTS --output-on-failure; then
    # there, the plugin that reads the results decides
    in_jenkins || exit 1
fi
