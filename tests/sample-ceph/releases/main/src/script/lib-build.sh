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

# Whether the tests' dependencies are wanted: as FOR_MAKE_CHECK says; without it, when somebody sits at a terminal.
want_make_check() {
    case "$FOR_MAKE_CHECK" in
        true | 1 | yes) return 0 ;;
        false | 0 | no) return 1 ;;
        "") tty -s ;;
        *)
            echo "FOR_MAKE_CHECK is '$FOR_MAKE_CHECK', it should be true or false" >&2
            exit 1
            ;;
    esac
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
