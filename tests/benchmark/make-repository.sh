#!/usr/bin/env bash
# Makes the sample's repositories, with more branches: DIRECTORY/ceph.git, and one beside it for each submodule.
# Argument: DIRECTORY. Made from reef: benchmark, as many files as Ceph has and thousands that are quick to compile; benchmark-next,
# one commit later; benchmark-1 to benchmark-5, each with a build dependency that the others have not; benchmark-small-1 to -100,
# reef as it is; benchmark-files-1000, -10000 and -100000, with so many small files.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here directory=$1
readonly texts=10000 sources=4000 packages=(bc ed pv time tree)

# For git fast-import: BRANCH FROM SUBJECT
begin_commit() {
    printf 'commit refs/heads/%s\ncommitter Sample Author <author@localhost> 1700000000 +0000\ndata %d\n%s\nfrom %s\n' \
        "$1" "${#3}" "$3" "$2"
}

# For git fast-import: PATH, content on stdin
put_file() {
    local content
    content=$(cat)
    printf 'M 100644 inline %s\ndata %d\n%s\n' "$1" "${#content}" "$content"
}

show() { git -C "$directory/ceph.git" show "reef:$1"; }

# Text of 9 kB a file, each another one; and functions of a line.
filler() {
    awk -v texts="$texts" -v sources="$sources" 'BEGIN {
        srand(1)
        for (i = 0; i < texts; i++) {
            text = ""
            for (line = 0; line < 225; line++)
                text = text sprintf("constant %08x is %08x of %06d\n", int(rand() * 4294967295), int(rand() * 4294967295), i)
            printf "M 100644 inline src/filler/text/%d/%d.txt\ndata %d\n%s\n", i / 200, i, length(text), text
        }
        for (i = 0; i < sources; i++) {
            text = sprintf("int filler_%d(int x) { return x + %d; }\n", i, i)
            printf "M 100644 inline src/filler/%d/filler_%d.cc\ndata %d\n%s\n", i / 200, i, length(text), text
        }
    }'
}

small_files() {
    awk -v files="$1" 'BEGIN { for (i = 0; i < files; i++) printf "M 100644 inline src/filler/%d/%d.txt\ndata %d\n%d\n", i / 200, i, length(i), i }'
}

branches() {
    local i

    for i in {1..100}; do
        printf 'reset refs/heads/benchmark-small-%d\nfrom refs/heads/reef^0\n' "$i"
    done
    for i in 1000 10000 100000; do
        begin_commit "benchmark-files-$i" refs/heads/reef^0 "Add files"
        small_files "$i"
    done

    begin_commit benchmark refs/heads/reef^0 "Add what a large tree has"
    filler
    put_file src/filler/CMakeLists.txt <<'END'
file(GLOB sources */*.cc)
add_library(filler STATIC ${sources})
END
    { show src/CMakeLists.txt && echo 'add_subdirectory(filler)'; } | put_file src/CMakeLists.txt

    begin_commit benchmark-next refs/heads/benchmark "Go on"
    echo next | put_file src/filler/text/next.txt

    for i in "${!packages[@]}"; do
        begin_commit "benchmark-$((i + 1))" refs/heads/reef^0 "Need ${packages[i]}"
        show debian/control | sed "s/^Build-Depends: /&${packages[i]},\n /" | put_file debian/control
    done
}

bash "$here/../sample-ceph/make-repository.sh" "$directory"
branches | git -C "$directory/ceph.git" fast-import --quiet --force
