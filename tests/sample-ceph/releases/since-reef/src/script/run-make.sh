#!/usr/bin/env bash
# Prepares, configures and builds. To be sourced, after lib-build.sh; or run, with --cmake-args "…" and the targets.
# Environment: NPROC, DEFAULT_MAKEOPTS, BUILD_MAKEOPTS, BUILD_DIR, DRY_RUN=echo.

prepare() {
    INSTALL_EXTRA_PACKAGES="ccache git" $DRY_RUN ./install-deps.sh
}

configure() {
    # one commit is like another: the compiler cache hits
    export SOURCE_DATE_EPOCH=946684800
    $DRY_RUN ./do_cmake.sh -DENABLE_GIT_VERSION=OFF "$@"
}

build() {
    # shellcheck disable=SC2086 # a list of options
    $DRY_RUN cmake --build "${BUILD_DIR:-build}" --target "$@" -- ${BUILD_MAKEOPTS:-${DEFAULT_MAKEOPTS:--j$(get_processors)}}
}

if [ "$0" = "${BASH_SOURCE[0]}" ]; then
    set -e
    # shellcheck disable=SC1091 # a fixed file of this tree
    . src/script/lib-build.sh
    cmake_args=
    if [ "$1" = --cmake-args ]; then
        cmake_args=$2
        shift 2
    fi
    prepare
    # shellcheck disable=SC2086 # a list of options
    has_build_dir || configure $cmake_args
    build "${@:-all}"
fi
