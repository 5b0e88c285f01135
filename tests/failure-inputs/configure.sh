#!/usr/bin/env bash
# CMake projects that cannot be configured.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

configure() { # CASE OPTION…
    local case=$1
    shift
    rm -rf "$TREE/configure/build"
    (cd "$TREE/configure" && record "$cmake-$case" "$TREE/do_cmake.sh" "$@")
}

main() {
    local case
    cmake=cmake-$(cmake --version | major_and_minor)
    for case in package fatal syntax source target version generate; do
        configure "$case" "-DCASE=$case"
    done
    configure compiler -DCMAKE_CXX_COMPILER=/usr/bin/nosuch-c++
    configure compiler-broken -DCMAKE_CXX_COMPILER=/bin/false
    configure generator -G Nosuch
    configure program -G Ninja -DCMAKE_MAKE_PROGRAM=/usr/bin/nosuch-ninja
    configure option -Z
    record "$cmake-no-project" cmake -S "$TREE/src" -B "$TREE/build"
    rm -rf "$TREE/configure/build" "$TREE/build"
}

main "$@"
