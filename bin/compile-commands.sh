#!/usr/bin/env bash
# Configures a tree, and copies the headers that its compiler finds in this image to where the host can read them.
# Arguments: none.
# Environment: that of compile.sh, CEPH_HEADERS (where they go: each file has the same path below it).
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=compile.sh
. "$BIN/compile.sh"

# The folders that are copied already, one a line.
COPIED=$CEPH_HEADERS/.copied

# Where the compiler looks by itself. Its own headers are of no use to another compiler.
search_folders() {
    "${CMAKE_CACHE[CMAKE_CXX_COMPILER]}" -E -v -x c++ /dev/null 2>&1 |
        sed -n '/^#include </,/^End of search/s/^ //p' | xargs -r realpath -ms | grep -vE '/gcc/[^/]+/[^/]+/include(-fixed)?$'
}

# What commands name beside that.
named_folders() {
    grep -oE '(-I|-isystem |-iquote |-idirafter )/[^ "\\]+' "$CEPH_BUILD_DIR/compile_commands.json" |
        sed -E 's,^-[a-zA-Z]+ ?/,/,' | sort -u | xargs -r realpath -ms
}

is_copied() { # FOLDER
    local copied

    while IFS= read -r copied; do
        [[ $1/ != "$copied"/* ]] || return 0
    done <"$COPIED"
    return 1
}

copy_folder() { # FOLDER
    # Where distributions have headers: a branch may name anything.
    case $1 in /usr/*/* | /usr/include | /usr/local | /opt/?*) ;; *) return ;; esac
    if [ ! -d "$1" ] || is_copied "$1"; then return; fi
    log_info "copying $1"
    mkdir -p "$CEPH_HEADERS$1"
    cp -a "$1/." "$CEPH_HEADERS$1/"
    printf '%s\n' "$1" >>"$COPIED"
}

# Links to a place in the image are links to the same place among the headers.
lead_links_home() {
    local link target

    find "$CEPH_HEADERS" -type l -lname '/*' ! -lname "$CEPH_HEADERS/*" -printf '%p\0%l\0' | while IFS= read -r -d '' link && IFS= read -r -d '' target; do
        ln -sfn "$CEPH_HEADERS$target" "$link"
    done
}

require_commands() {
    local file=$CEPH_BUILD_DIR/compile_commands.json

    if [ -s "$file" ]; then return; fi
    # What is configured by hand is left as it is.
    [[ ! ${CMAKE_CACHE[CMAKE_EXPORT_COMPILE_COMMANDS]:-} =~ ^(OFF|0|NO|FALSE)?$ ]] ||
        die "$CEPH_BUILD_DIR is configured by hand, without compile_commands.json; turn it on in a shell of the environment: cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON $CEPH_BUILD_DIR"
    die "cmake has not written $file: it does so with the generators Ninja and Unix Makefiles"
}

main() {
    local folder

    prepare_tree "$@"
    require_commands

    enter_stage headers
    touch "$COPIED"
    search_folders >"$CEPH_RUN_DIR/search-folders"
    { cat "$CEPH_RUN_DIR/search-folders"; named_folders || true; } | sort -u | while IFS= read -r folder; do copy_folder "$folder"; done
    lead_links_home
}

main "$@"
