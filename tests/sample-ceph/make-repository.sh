#!/usr/bin/env bash
# Makes bare git repositories of the sample: DIRECTORY/ceph.git and one beside it for each submodule.
# Argument: DIRECTORY. Made again from the start each time; the commit ids are always the same for the same files.
set -Eeuo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repositories=(sample-bits sample-hash ceph)
number_of_commits=0

# Nothing of the user's, the machine's or a surrounding git command's configuration gets in.
isolate_git() {
    # shellcheck disable=SC2046 # names of variables
    unset GIT_TEMPLATE_DIR GIT_DEFAULT_HASH $(git rev-parse --local-env-vars)
    export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_ATTR_NOSYSTEM=1 HOME=$scratch XDG_CONFIG_HOME=$scratch LC_ALL=C
    export GIT_AUTHOR_NAME="Sample Author" GIT_AUTHOR_EMAIL=author@localhost
    export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
    export GIT_INDEX_FILE=$scratch/index GIT_WORK_TREE=$scratch/stage
}

start_repository() {
    export GIT_DIR=$scratch/$1.git
    # without the work tree: init refuses to make a bare repository with one
    env -u GIT_WORK_TREE git init --quiet --bare --template= "$GIT_DIR"
    git symbolic-ref HEAD refs/heads/main
    git config ceph-build-env.sample true
    # as the usual hosts have it: a pinned commit can be fetched by its id, and a clone can be partial
    git config uploadpack.allowAnySHA1InWant true
    git config uploadpack.allowFilter true
}

# stage FOLDER... -- WITHHELD...: the folders laid over each other, without the withheld files.
stage() {
    rm -rf "$GIT_WORK_TREE" "$GIT_INDEX_FILE"
    mkdir "$GIT_WORK_TREE"
    while [ "$1" != -- ]; do
        cp -R "$here/$1/." "$GIT_WORK_TREE"
        shift
    done
    shift
    local file
    for file in "$@"; do
        rm "$GIT_WORK_TREE/$file"
    done
    cd "$GIT_WORK_TREE"
    # What is executable follows from the content, since an archive or a file system may have lost the modes.
    git -c core.fileMode=false add --all --force .
    { grep --recursive --files-with-matches --null --max-count=1 '^#!' . || true; } | git update-index -z --chmod=+x --stdin
}

# pin PATH COMMIT: a submodule.
pin() {
    git update-index --add --cacheinfo "160000,$2,$1"
}

# commit BRANCH SUBJECT [PARENT]: what is staged; BRANCH itself is the parent if none is named.
commit() {
    local parent=${3:-$1} arguments=(-m "$2")
    if parent=$(git rev-parse --verify --quiet "$parent^{commit}"); then
        arguments+=(-p "$parent")
    fi
    number_of_commits=$((number_of_commits + 1))
    export GIT_AUTHOR_DATE="$((1483272000 + number_of_commits * 2592000)) +0000"
    export GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE
    git update-ref "refs/heads/$1" "$(git commit-tree "$(git write-tree)" "${arguments[@]}")"
}

make_submodules() {
    start_repository sample-bits
    stage submodules/sample-bits --
    commit main "A few bit operations"
    bits=$(git rev-parse main)

    start_repository sample-hash
    stage submodules/sample-hash -- README.md
    pin bits "$bits"
    commit main "A hash function"
    old_hash=$(git rev-parse main)
    stage submodules/sample-hash --
    pin bits "$bits"
    commit main "Add a README"
    new_hash=$(git rev-parse main)
}

# As in Ceph: releases branch off main, a tag closes a release, and its branch goes on after it.
make_ceph() {
    local luminous=(tree releases/luminous)
    local reef=(tree releases/since-reef releases/reef)
    local main=(tree releases/since-reef releases/main)
    start_repository ceph

    stage "${luminous[@]}" -- README.md debian/changelog src/vstart.sh src/vstart_conf.sh src/stop.sh
    pin src/sample-hash "$old_hash"
    commit main "A storage system in miniature"
    stage "${luminous[@]}" -- README.md debian/changelog
    pin src/sample-hash "$old_hash"
    commit main "Start and stop a development cluster"
    finish_release luminous v12.2.10 "$old_hash" main "${luminous[@]}"

    stage "${reef[@]}" -- README.md debian/changelog
    pin src/sample-hash "$new_hash"
    commit main "Build with Ninja, and with build profiles instead of edited control files"
    finish_release reef v18.2.7 "$new_hash" main "${reef[@]}"
    git update-ref refs/heads/quickstart reef

    finish_release main v20.0.0 "$new_hash" main "${main[@]}"
}

# finish_release BRANCH TAG HASH-COMMIT PARENT FOLDER...
finish_release() {
    local branch=$1 tag=$2 hash=$3 parent=$4
    stage "${@:5}" -- README.md
    pin src/sample-hash "$hash"
    commit "$branch" "${tag#v}" "$parent"
    git tag --annotate --message "$tag" "$tag" "$branch"
    stage "${@:5}" --
    pin src/sample-hash "$hash"
    commit "$branch" "doc: add a README"
}

put_in_place() {
    local name
    for name in "${repositories[@]}"; do
        if [ -e "$directory/$name.git" ]; then
            mv "$directory/$name.git" "$scratch/$name.old"
        fi
        mv "$scratch/$name.git" "$directory/$name.git"
    done
}

main() {
    directory=${1:?usage: make-repository.sh DIRECTORY}
    mkdir -p "$directory"
    directory=$(cd "$directory" && pwd)
    local name
    for name in "${repositories[@]}"; do
        if [ -e "$directory/$name.git" ] && [ "$(git --git-dir "$directory/$name.git" config ceph-build-env.sample)" != true ]; then
            echo "ERROR: $directory/$name.git is not a repository of the sample; choose another directory" >&2
            exit 1
        fi
    done
    scratch=$(mktemp -d "$directory/.making.XXXXXX")
    trap 'rm -rf "$scratch"' EXIT
    isolate_git
    make_submodules
    make_ceph
    put_in_place
}

main "$@"
