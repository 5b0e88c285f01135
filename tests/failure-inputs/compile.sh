#!/usr/bin/env bash
# Compilers and linkers that fail, each that is installed.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

compile_all() { # NAME COMPILER
    local name=$1 compiler=$2 source
    for source in member header template missing assembler; do
        record "$name-$source" "$compiler" -c "$TREE/src/$source.cc" -o /dev/null
    done
    record "$name-candidates" "$compiler" -c ../src/candidates.cc -o /dev/null
    record "$name-unused" "$compiler" -Wall -Werror -c "$TREE/src/unused.cc" -o /dev/null
    record "$name-colours" "$compiler" -fdiagnostics-color=always -c "$TREE/src/member.cc" -o /dev/null
    record "$name-no-input" "$compiler" -c "$TREE/src/none.cc" -o /dev/null
    record "$name-link" "$compiler" "$TREE/src/main.cc" -o sample
    record_in_memory "$name-memory" 600000 "$compiler" -c "$TREE/src/hog.cc" -o /dev/null
}

killed() { # NAME COMPILER PART OPTION…
    local name=$1 compiler=$2 part=$3
    shift 3
    mkdir -p "$TREE/killed-$part"
    cp "$TREE/killed/$part" "$TREE/killed-$part/"
    record "$name-killed-$part" "$compiler" -B "$TREE/killed-$part" "$@" "$TREE/src/empty.cc" -o /dev/null
}

link_all() { # NAME LINKER
    local name=$1 use=-fuse-ld=$2
    record "$name-undefined" g++ "$use" "$TREE/src/main.cc" -o sample
    record "$name-undefined-debug" g++ -g "$use" "$TREE/src/main.cc" -o sample
    record "$name-library" g++ "$use" "$TREE/src/empty.cc" -o sample -lrados -lnosuch
    record "$name-duplicate" g++ -g "$use" "$TREE/src/good.cc" "$TREE/src/twice.cc" -o sample
    record "$name-position" g++ -fno-pic -shared "$use" "$TREE/src/empty.cc" -o sample.so
    g++ -c "$TREE/src/large.cc" -o large.o
    record_in_memory "$name-memory" 250000 g++ "$use" "$TREE/src/empty.cc" large.o -o sample
}

main() {
    local version
    mkdir -p "$TREE/build"
    cd "$TREE/build"
    make_killed_programs
    for version in {10..14}; do
        if command -v "g++-$version" >/dev/null; then
            compile_all "gcc-$version" "g++-$version"
            killed "gcc-$version" "g++-$version" cc1plus -c
            killed "gcc-$version" "g++-$version" as -c
            killed "gcc-$version" "g++-$version" ld
            LC_ALL=C.UTF-8 record "gcc-$version-quotes" "g++-$version" -c "$TREE/src/member.cc" -o /dev/null
        fi
    done
    for version in {11..19}; do
        if command -v "clang++-$version" >/dev/null; then
            compile_all "clang-$version" "clang++-$version"
            killed "clang-$version" "clang++-$version" as -c -fno-integrated-as
            killed "clang-$version" "clang++-$version" ld
        fi
    done
    link_all "ld-$(ld.bfd --version | major_and_minor)" bfd
    # gold shares ld's version.
    if command -v ld.gold >/dev/null; then link_all "gold-$(ld.bfd --version | major_and_minor)" gold; fi
    if command -v ld.lld >/dev/null; then link_all "lld-$(ld.lld --version | major_and_minor)" lld; fi
    if command -v mold >/dev/null; then link_all "mold-$(mold --version | major_and_minor)" mold; fi
}

main "$@"
