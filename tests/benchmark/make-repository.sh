#!/usr/bin/env bash
# Makes the sample's repositories with a tree as large as Ceph's: DIRECTORY/ceph.git, and one beside it for each submodule.
# Arguments: DIRECTORY FILES; FILES text files of 9 kB each are added below src/filler, on the branches luminous and reef.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here directory=$1 files=$2
readonly per_folder=200

# One commit for git fast-import: BRANCH. Every file is another one, and none compresses to nothing.
grow() {
    printf 'commit refs/heads/%s\ncommitter Sample Author <author@localhost> 1700000000 +0000\ndata 18\nAdd a large folder\nfrom refs/heads/%s^0\n' "$1" "$1"
    awk -v files="$files" -v folder="$per_folder" 'BEGIN {
        srand(1)
        for (i = 0; i < files; i++) {
            text = ""
            for (line = 0; line < 225; line++)
                text = text sprintf("constant %08x is %08x of %06d\n", int(rand() * 4294967295), int(rand() * 4294967295), i)
            printf "M 100644 inline src/filler/%d/%d.txt\ndata %d\n%s\n", int(i / folder), i, length(text), text
        }
    }'
}

bash "$here/../sample-ceph/make-repository.sh" "$directory"
for branch in luminous reef; do
    grow "$branch" | git -C "$directory/ceph.git" fast-import --quiet
done
