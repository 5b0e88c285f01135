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
# shellcheck source=package-options.sh
. "$BIN/package-options.sh"

PACKAGES=$CEPH_RUN_DIR/packages
REPOSITORY=$CEPH_RUN_DIR/repository
WORK=$CEPH_PACKAGE_SOURCE.work

require_tools() {
    local tool

    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is not installed in this image: build the images anew, ./build.sh BaseImage"
    done
}

# make-dist ends with success where it could not fetch an archive, and what calls it says only that a file is not there.
require_tarball() {
    local name=ceph-$VERSION.tar.bz2 found urls=''

    found=$(find . "$WORK" -maxdepth 3 \( -name "$name" -o -name "ceph_$VERSION.orig.tar.bz2" \) -print -quit 2>/dev/null) || true
    [ -z "$found" ] || return 0
    [ ! -e "$CEPH_RUN_DIR/not-fetched" ] || urls=$(sort -u "$CEPH_RUN_DIR/not-fetched" | paste -sd ' ')
    [ -z "$urls" ] || die "make-dist has made no $name, because these cannot be fetched: $urls; put the file of that name into ${CEPH_SRC%/*}/.downloads"
    die "make-dist has made no $name; what it said is above"
}

run_make_dist() { # COMMAND…
    local status=0

    run_stoppable "$@" || status=$?
    [ "$status" -eq 143 ] || require_tarball
    return "$status"
}

# Pacific to reef name a folder after the distro without quotes, and the name "Debian GNU/Linux" is none of one folder.
mend_make_debs() {
    # shellcheck disable=SC2016 # the script's own variables
    local is='releasedir=$base/$NAME/WORKDIR' becomes='releasedir=$base/$ID/WORKDIR'

    grep -qxF "$is" make-debs.sh || return 0
    log_info "make-debs.sh cannot work on a distro whose name has a blank: in the clone that packages are made of, '$is' is now '$becomes'"
    sed -i "s,^${is//\$/\\$}\$,$becomes," make-debs.sh
}

make_debs() {
    local found

    if [ -n "${CEPH_PACKAGE_SOURCE_ONLY:-}" ]; then
        make_source_deb
        return
    fi
    mend_make_debs
    # Its second argument is the version, where it has one; where not, it asks git, which says the same.
    run_make_dist ./make-debs.sh "$WORK" "$VERSION"
    enter_stage collect
    mkdir -p "$PACKAGES"
    # A repository of the release's own making, beside the folder that it was built in.
    found=$(find "$WORK" -mindepth 2 -maxdepth 2 -name WORKDIR -print -quit)
    [ -n "$found" ] || die "make-debs.sh has left no folder WORKDIR, where releases up to now leave their packages"
    find "$found" -maxdepth 1 -type f -exec mv -t "$PACKAGES" {} +
    rm -rf "$found" "$REPOSITORY"
    mv "${found%/WORKDIR}" "$REPOSITORY"
}

make_source_deb() {
    local codename

    codename=$(lsb_release -sc)
    run_make_dist ./make-dist "$VERSION"
    enter_stage collect
    mkdir -p "$WORK" "$PACKAGES" "$REPOSITORY/conf"
    mv "ceph-$VERSION.tar.bz2" "$WORK/ceph_$VERSION.orig.tar.bz2"
    cd "$WORK"
    tar -xf "ceph_$VERSION.orig.tar.bz2"
    cd "ceph-$VERSION"
    DEBEMAIL=nobody@localhost DEBFULLNAME=ceph-build-env dch --newversion "$VERSION-1" --force-bad-version --distribution "$codename" --force-distribution "built from $VERSION"
    # Nothing has been built in there, and to clean it would need the build dependencies.
    dpkg-buildpackage -S -nc -d -us -uc
    printf '%s\n' "Codename: $codename" 'Components: main' "Architectures: $(dpkg --print-architecture) source" >"$REPOSITORY/conf/distributions"
    reprepro --basedir "$REPOSITORY" --section misc --priority optional includedsc "$codename" "$WORK"/ceph_*.dsc
    find "$WORK" -maxdepth 1 -type f -exec mv -t "$PACKAGES" {} +
}

make_rpms() {
    local indexer

    indexer=$(command -v createrepo_c || command -v createrepo) || die "neither createrepo_c nor createrepo is installed in this image: build the images anew, ./build.sh BaseImage"
    run_make_dist ./make-srpm.sh "$VERSION"
    mkdir -p "$PACKAGES"
    mv ./*.src.rpm "$PACKAGES"
    if [ -z "${CEPH_PACKAGE_SOURCE_ONLY:-}" ]; then
        enter_stage compile
        run_stoppable rpmbuild --rebuild --define "_topdir $WORK" --define "_smp_mflags -j$CEPH_JOBS" "$PACKAGES"/*.src.rpm
        enter_stage collect
        find "$WORK/RPMS" -name '*.rpm' -exec mv -t "$PACKAGES" {} +
    fi
    "$indexer" --quiet "$PACKAGES"
    ln -s packages "$REPOSITORY"
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
    enable_toolset
    case ${CEPH_PACKAGE_FORMAT:?} in
        deb) require_tools wget bzip2 dch dpkg-buildpackage lsb_release reprepro ;;
        rpm) require_tools wget bzip2 rpmbuild ;;
    esac
    # From here on some of them are ours.
    PATH=$BIN/instead:$PATH
    cd "$CEPH_PACKAGE_SOURCE"

    enter_stage package
    VERSION=$(git describe --match 'v[0-9]*' | sed 's/^v//')
    export NPROC=$CEPH_JOBS CCACHE_BASEDIR=${CEPH_PACKAGE_SOURCE%/*}
    pass_options
    tell_ccache
    ccache_statistics before
    trap finish EXIT
    "make_${CEPH_PACKAGE_FORMAT}s"
}

main "$@"
