#!/usr/bin/env bash
# Calls the functions of one family of images/base/families with the real package manager and a small real repository that is made on
# the spot: a wrong option does not wait for a user. In a container of its own: it writes to / as it likes.
# Arguments: the family (apt, dnf or zypper), the folder images.
set -Eeuo pipefail

FAMILY=$1
REPOSITORY=/repository
ROOT=/target
TREE=/tree
export DISTRO=test-1

fail() {
    printf 'not so: %s\n' "$*" >&2
    exit 1
}

# expect WHAT WANTED GOT
expect() { [ "$2" = "$3" ] || fail "$1: wanted '$2', got '$3'"; }

# shellcheck source=small-packages.sh
. "$(dirname "${BASH_SOURCE[0]}")/small-packages.sh"

make_packages() { # make_rpm or make_deb
    mkdir -p "$REPOSITORY" "$ROOT" "$TREE/debian"
    "$1" alpha 1.0
    "$1" beta 2.0 alpha
    "$1" c++filt 1.0
    "$1" broken 1.0 nowhere
}

set_up_apt() {
    make_packages make_deb
    make_deb build-essential 1.0
    (cd "$REPOSITORY" && dpkg-scanpackages --multiversion . >Packages)
    rm -rf /etc/apt/sources.list /etc/apt/sources.list.d
    mkdir /etc/apt/sources.list.d
    echo "deb [trusted=yes] file:$REPOSITORY ./" >/etc/apt/sources.list
    cat >"$TREE/debian/control" <<'CONTROL'
Source: ceph
Maintainer: nobody <nobody@localhost>
Build-Depends: alpha,
               beta (>= 3.0),
               c++filt,
# a remark
               gone | beta,
               lost | lost-too,
               gone+away [linux-any],
               broken,
               checked <pkg.ceph.check>

Package: ceph
Architecture: any
Description: a test
CONTROL
    MISSING='beta (>= 3.0),broken,checked,gone+away,lost,lost-too'
    LEFT='alpha, c++filt, gone | beta'
}

set_up_rpms() {
    make_packages make_rpm
    createrepo_c --quiet "$REPOSITORY"
    cat >"$TREE/ceph.spec.in" <<'SPEC'
%bcond_without make_check
%global python3_pkgversion 3
Name: ceph
Version: @PROJECT_VERSION@
Release: 1
Summary: a test
License: none
BuildRequires: alpha
BuildRequires:  c++filt >= 1.0
BuildRequires: gone
BuildRequires: python%{python3_pkgversion}-Gone
BuildRequires:	pkgconfig(gone)
BuildRequires: broken
%if 0%{with make_check}
BuildRequires: gone++away >= 2
%endif
%description
A test.
SPEC
    MISSING='broken,gone,gone++away >= 2,pkgconfig(gone),python3-Gone'
    LEFT='BuildRequires: alpha,BuildRequires:  c++filt >= 1.0'
}

set_up_dnf() {
    set_up_rpms
    # shellcheck disable=SC2317 # by the family's functions
    dnf() { command dnf --installroot "$ROOT" --releasever 1 --disablerepo '*' --repofrompath "test,$REPOSITORY" --nogpgcheck "$@"; }
}

set_up_zypper() {
    set_up_rpms
    # shellcheck disable=SC2317 # by the family's functions
    zypper() { command zypper --root "$ROOT" --no-gpg-checks "$@"; }
    zypper --non-interactive addrepo "$REPOSITORY" test
}

installed() { cat "${1:-}/usr/share/$2/version"; }

left() {
    if [ "$FAMILY" = apt ]; then
        sed -n 's/^Build-Depends: //p' "$TREE/debian/control"
    else
        grep '^BuildRequires' "$TREE/ceph.spec.in" | paste -sd , -
    fi
}

main() {
    local log=/tmp/log root=$ROOT missing found=''
    [ "$FAMILY" != apt ] || root=''

    mkdir -p /usr/local/lib/ceph-build-env /etc/ceph-build-env
    cp "$2/base/packages.sh" /usr/local/lib/ceph-build-env/
    cp "$2/base/families/$FAMILY.sh" /usr/local/lib/ceph-build-env/family.sh
    "set_up_$FAMILY"
    # shellcheck source=../images/base/packages.sh
    . /usr/local/lib/ceph-build-env/packages.sh

    mkdir -p /cache
    use_package_cache /cache
    refresh_packages
    install_packages beta
    expect 'what was asked for is installed' 2.0 "$(installed "$root" beta)"
    expect 'and what it needs' 1.0 "$(installed "$root" alpha)"
    ! install_packages alpha no-such-package >"$log" 2>&1 || fail 'a package that there is not is an error'
    expect 'which is found in what was said' no-such-package "$(missing_packages "$log" "$TREE" | grep no-such)"
    expect 'what there is of some' 'alpha c++filt' "$(available_packages alpha c++filt gone | paste -sd ' ' -)"
    [[ $'\n'$(base_packages)$'\n' == *$'\nsudo\n'* ]] || fail 'a base image has sudo'

    # More may come to light once the first are left out.
    while missing=$(unavailable_dependencies "$TREE") && [ -n "$missing" ]; do
        [[ $found != *"$missing"* ]] || fail "$missing cannot be left out"
        found+=$missing$'\n'
        mapfile -t names < <(cut -d ' ' -f 1 <<<"$missing")
        drop_dependencies "$TREE" "${names[@]}"
    done
    expect 'what cannot be had is known before' "$MISSING" "$(sort <<<"${found%$'\n'}" | paste -sd , -)"
    expect 'and can be left out' "$LEFT" "$(left)"
    remove_package_leftovers
    echo "all functions of $FAMILY do what they should"
}

main "$@"
