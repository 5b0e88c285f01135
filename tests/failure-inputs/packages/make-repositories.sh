#!/usr/bin/env bash
# Makes package repositories with packages that cannot be installed: debs/ and rpms/ in a folder.
# Arguments: the folder.
# Environment: none.
set -Eeuo pipefail

make_deb() { # NAME DEPENDS [POSTINST]
    local root=$work/$1
    mkdir -p "$root/DEBIAN"
    printf 'Package: %s\nVersion: 18.2\nArchitecture: all\nMaintainer: nobody <nobody@mirror.invalid>\nDescription: a test\n%s' \
        "$1" "${2:+Depends: $2
}" >"$root/DEBIAN/control"
    if [ $# -gt 2 ]; then
        printf '#!/bin/sh\n%s\n' "$3" >"$root/DEBIAN/postinst"
        chmod 755 "$root/DEBIAN/postinst"
    fi
    dpkg-deb --build "$root" "$folder/debs" >/dev/null
}

make_rpm() { # NAME REQUIRES
    printf 'Name: %s\nVersion: 18.2\nRelease: 1\nSummary: a test\nLicense: none\nBuildArch: noarch\n%s\n%%description\na test\n%%files\n' \
        "$1" "${2:+Requires: $2}" >"$work/$1.spec"
    rpmbuild -bb --define "_topdir $work/rpm" --define "_rpmdir $folder/rpms" "$work/$1.spec" >/dev/null 2>&1
}

main() {
    folder=$1
    work=$(mktemp -d)
    mkdir -p "$folder/debs" "$folder/rpms"
    make_deb libgood ''
    make_deb libgone ''
    make_deb libbroken '' 'echo "cannot make the cache"; exit 3'
    make_deb ceph-test 'libnosuch-dev (>= 2.0), libgood (>= 99)'
    (cd "$folder/debs" && dpkg-scanpackages . /dev/null >Packages 2>/dev/null && rm libgone*.deb)
    make_rpm libgood ''
    make_rpm libgone ''
    make_rpm ceph-test 'libnosuch-devel >= 2.0'
    createrepo_c --quiet "$folder/rpms"
    rm "$folder"/rpms/noarch/libgone*.rpm
    rm -rf "$work"
}

main "$@"
