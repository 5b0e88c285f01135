# shellcheck shell=bash
# Makes packages that hold one file, /usr/share/NAME/version; sourced.
# Environment: REPOSITORY, the folder that they go to.

make_rpm() { # NAME VERSION [REQUIRED]
    cat >/tmp/package.spec <<SPEC
Name: $1
Version: $2
Release: 1
Summary: a test
License: none
BuildArch: noarch
${3:+Requires: $3}
%description
A test.
%install
mkdir -p %{buildroot}/usr/share/$1
echo $2 >%{buildroot}/usr/share/$1/version
%files
/usr/share/$1
SPEC
    rpmbuild -bb --quiet --define "_rpmdir $REPOSITORY" /tmp/package.spec
}

make_deb() { # NAME VERSION [REQUIRED]
    local folder=/tmp/deb/$1

    mkdir -p "$folder/DEBIAN" "$folder/usr/share/$1"
    echo "$2" >"$folder/usr/share/$1/version"
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: nobody <nobody@localhost>\nDescription: a test\n' "$1" "$2" >"$folder/DEBIAN/control"
    [ -z "${3:-}" ] || printf 'Depends: %s\n' "$3" >>"$folder/DEBIAN/control"
    dpkg-deb --build "$folder" "$REPOSITORY" >/dev/null
}
