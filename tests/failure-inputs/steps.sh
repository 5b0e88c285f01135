#!/usr/bin/env bash
# ninja and make on steps that fail.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# What a Ceph build does: -C BUILD -j JOBS, as bin/build-git.sh has it.
build_all() { # NAME TOOL GENERATOR GO-ON
    local name=$1 tool=$2 generator=$3 go_on=$4 case
    rm -rf "$TREE/build"
    (mkdir "$TREE/build" && cd "$TREE/build" && cmake -G "$generator" ../steps >/dev/null)
    for case in osd mon sample killed silent speaking shell python quoted terminal external_Ninja external_Unix_Makefiles nosuch; do
        record "$name-$case" "$tool" -C "$TREE/build" -j2 "$case"
    done
    record "$name-parallel" "$tool" -C "$TREE/build" -j8 "$go_on" osd mon sample
    record "$name-verbose" env VERBOSE=1 "$tool" -C "$TREE/build" -j2 "${@:5}" osd
    echo 'message(FATAL_ERROR "configured anew, and refused")' >"$TREE/steps/broken.cmake"
    touch "$TREE/steps/CMakeLists.txt"
    record "$name-configure" "$tool" -C "$TREE/build" -j2
    rm "$TREE/steps/broken.cmake"
}

plain_make() { # NAME
    local case
    for case in no-rule separator ignored killed silent recursive deep memory interrupted missing-source; do
        record "$1-plain-$case" make -C "$TREE/plain" -f "$case.mk" -j4
    done
    (cd "$TREE/plain" && record "$1-plain-single" make -f recursive.mk)
    record "$1-plain-no-makefile" make -C "$TREE/src"
    record "$1-plain-no-folder" make -C "$TREE/none"
}

# An older build has succeeded, and what it read was touched.
begin_words() {
    rm -f ./*.out .ninja_log .ninja_deps
    touch input.out
    ninja -f words.ninja needless.out >/dev/null
    rm expected.out
    touch input.out
}

# shellcheck disable=SC2016 # for ninja to expand
plain_ninja() { # NAME
    (
        mkdir -p "$TREE/ninja"
        cd "$TREE/ninja"
        printf 'rule copy\n  command = cp $in $out\nbuild out: copy nosuch.txt\n' >build.ninja
        record "$1-plain-missing" ninja
        printf 'rule long\n  command = : %0200000d\nbuild out: long\n' 0 >build.ninja
        record "$1-plain-spawn" ninja
        printf 'rule copy\n  command = cp $in\n   $out\n' >build.ninja
        record "$1-plain-syntax" ninja
        record "$1-plain-no-file" ninja -C "$TREE/src"
        printf 'rule two\n  command = touch a; g++ -c ../src/member.cc\nbuild a b | c: two\n' >build.ninja
        record "$1-plain-outputs" ninja
        NINJA_STATUS='[%f/%t %p :: %e] ' record "$1-plain-status" ninja
        for case in tests alike silent fewer own terminal nested; do
            begin_words
            record "$1-words-$case" ninja -f words.ninja "$case.out"
        done
        begin_words
        record "$1-words-verbose" ninja -f words.ninja -v tests.out
    )
}

main() {
    build_all "ninja-$(ninja --version | major_and_minor)" ninja Ninja -k0 -v
    build_all "make-$(make --version | major_and_minor)" make 'Unix Makefiles' -k
    plain_ninja "ninja-$(ninja --version | major_and_minor)"
    plain_make "make-$(make --version | major_and_minor)"
}

main "$@"
