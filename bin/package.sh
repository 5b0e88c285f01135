#!/usr/bin/env bash
# Makes packages of a clean clone with the tree's own scripts, and a repository of them.
# Arguments: none.
# Environment: CEPH_PACKAGE_FORMAT (deb or rpm), CEPH_PACKAGE_SOURCE (the clone), CEPH_PACKAGE_SOURCE_ONLY (not empty: source packages alone), and that of compile.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=compile.sh
. "$BIN/compile.sh"

PACKAGES=$CEPH_RUN_DIR/packages
WORK=$CEPH_PACKAGE_SOURCE.work

require_tools() {
    local tool

    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is not installed in this image: build the images anew, ./build.sh BaseImage"
    done
}

make_debs() {
    local found

    require_tools dch reprepro
    if [ -n "${CEPH_PACKAGE_SOURCE_ONLY:-}" ]; then
        make_source_deb
        return
    fi
    # Its second argument is the version, where it has one; where not, it asks git, which says the same.
    run_stoppable ./make-debs.sh "$WORK" "$VERSION"
    enter_stage collect
    mkdir -p "$PACKAGES"
    # A repository of the release's own making, beside the folder that it was built in.
    found=$(find "$WORK" -mindepth 2 -maxdepth 2 -name WORKDIR -print -quit)
    [ -n "$found" ] || die "make-debs.sh has left no folder WORKDIR, where releases up to now leave their packages"
    find "$found" -maxdepth 1 -type f -exec mv -t "$PACKAGES" {} +
    rm -rf "$found" "$CEPH_RUN_DIR/repository"
    mv "${found%/WORKDIR}" "$CEPH_RUN_DIR/repository"
}

make_source_deb() {
    run_stoppable ./make-dist "$VERSION"
    enter_stage collect
    mkdir -p "$WORK" "$PACKAGES"
    mv "ceph-$VERSION.tar.bz2" "$WORK/ceph_$VERSION.orig.tar.bz2"
    cd "$WORK"
    tar -xf "ceph_$VERSION.orig.tar.bz2"
    cd "ceph-$VERSION"
    DEBEMAIL=nobody@localhost DEBFULLNAME=ceph-build-env dch --newversion "$VERSION-1" --force-bad-version --distribution stable "built from $VERSION"
    dpkg-buildpackage -S -d -us -uc
    find "$WORK" -maxdepth 1 -type f -exec mv -t "$PACKAGES" {} +
}

make_rpms() {
    require_tools rpmbuild createrepo_c
    run_stoppable ./make-srpm.sh "$VERSION"
    mkdir -p "$PACKAGES"
    mv ./*.src.rpm "$PACKAGES"
    if [ -z "${CEPH_PACKAGE_SOURCE_ONLY:-}" ]; then
        enter_stage compile
        run_stoppable rpmbuild --rebuild --define "_topdir $WORK" --define "_smp_mflags -j$CEPH_JOBS" "$PACKAGES"/*.src.rpm
        enter_stage collect
        find "$WORK/RPMS" -name '*.rpm' -exec mv -t "$PACKAGES" {} +
    fi
    createrepo_c --quiet "$PACKAGES"
    ln -s packages "$CEPH_RUN_DIR/repository"
}

finish() {
    report_memory_peak
    ccache_statistics after
    rm -rf "$WORK"
}

main() {
    enter_stage dependencies
    ensure_dependencies
    become_user "$@"
    umask 022
    cd "$CEPH_PACKAGE_SOURCE"

    enter_stage package
    VERSION=$(git describe --match 'v[0-9]*' | sed 's/^v//')
    # make-debs.sh counts on the links of /usr/lib/ccache, which an image need not have for each compiler.
    export CEPH_EXTRA_CMAKE_ARGS="${CEPH_EXTRA_CMAKE_ARGS:-} -DWITH_CCACHE=ON"
    export NPROC=$CEPH_JOBS CCACHE_BASEDIR=${CEPH_PACKAGE_SOURCE%/*}
    tell_ccache
    ccache_statistics before
    trap finish EXIT
    "make_${CEPH_PACKAGE_FORMAT:?}s"
}

main "$@"
