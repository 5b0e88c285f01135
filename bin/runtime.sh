#!/usr/bin/env bash
# Installs what is built into a folder of its own, without debug information, and packs it with the names of what it needs to run.
# Arguments: none.
# Environment: that of compile.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=compile.sh
. "$BIN/compile.sh"
# shellcheck source=needed-packages.sh
. "$BIN/needed-packages.sh"

OUT=$CEPH_RUN_DIR/runtime

# Folders that the linker of the image does not look into by itself, or not on every distro.
configure_linker() {
    local folders

    folders=$(find "$DESTDIR" -name 'lib*.so*' -printf '/%P\n' | sed 's,/[^/]*$,,' | sort -u)
    if [ -n "$folders" ]; then
        mkdir -p "$DESTDIR/etc/ld.so.conf.d"
        printf '%s\n' "$folders" >"$DESTDIR/etc/ld.so.conf.d/ceph.conf"
    fi
}

# The same build makes the same archive: what was copied has its own time already. Folders that the distro has too are not in it,
# and stay as they are there.
pack() {
    find "$DESTDIR" -mindepth 1 \( -type d -o -newer "$OUT" \) -exec touch --no-dereference --date=@0 {} +
    find "$DESTDIR" -mindepth 1 \( ! -type d -o -empty \) -printf '%P\0' | sort -z |
        tar --create --file "$OUT/installed.tar" --directory "$DESTDIR" --null --files-from - --owner=0 --group=0 --numeric-owner
}

main() {
    prepare_tree "$@"
    enter_stage compile
    compile "$@"

    enter_stage install
    mkdir -p "$OUT/packages"
    DESTDIR=$(mktemp -d)
    export DESTDIR
    # Only now: what is built with the help of other build systems is installed for this build alone, and would follow DESTDIR.
    run_stoppable "${CMAKE_CACHE[CMAKE_MAKE_PROGRAM]}" -C "$CEPH_BUILD_DIR" install/strip
    configure_linker
    pack

    enter_stage packages
    needed_packages "$DESTDIR" >"$OUT/packages/needed"
    declared_packages "$CEPH_SRC" >"$OUT/packages/declared"
    copy_repositories "$OUT/packages/repositories"
}

main "$@"
