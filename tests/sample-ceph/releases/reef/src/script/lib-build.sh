#!/usr/bin/env bash
# Functions that the build's scripts share. To be sourced.

in_jenkins() {
    [ -n "$JENKINS_HOME" ]
}

ci_debug() {
    if in_jenkins || [ -n "$FORCE_CI_DEBUG" ]; then
        echo "CI_DEBUG: $*"
    fi
}

# Whether the tests' dependencies are wanted: FOR_MAKE_CHECK holds anything, or somebody sits at a terminal.
want_make_check() {
    [ -n "$FOR_MAKE_CHECK" ] || tty -s
}

# NPROC, or half of the processors, but one at least.
get_processors() {
    if [ -n "$NPROC" ]; then
        echo "$NPROC"
    elif [ "$(nproc)" -ge 2 ]; then
        echo $(($(nproc) / 2))
    else
        echo 1
    fi
}

has_build_dir() {
    local build=${BUILD_DIR:-build}
    [ -f "$build/build.ninja" ] || [ -f "$build/Makefile" ]
}
