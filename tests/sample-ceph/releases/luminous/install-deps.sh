#!/usr/bin/env bash
# Installs what the build needs. Run it in the source root, which must be writable.
# Environment: FOR_MAKE_CHECK (anything: the tests' dependencies too; a terminal on stdin means the same).
set -e

scratch=/tmp/install-deps.$$
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"

SUDO=
if [ "$(id -u)" != 0 ]; then
    SUDO=sudo
fi
export LC_ALL=C

make_check=false
if [ "$FOR_MAKE_CHECK" ] || tty -s; then
    make_check=true
fi

munge_spec() {
    sed -e 's/@//g' ceph.spec.in >"$scratch/ceph.spec"
    if $make_check; then
        sed -i -e 's/%bcond_with make_check/%bcond_without make_check/' "$scratch/ceph.spec"
    fi
}

install_debs() {
    $SUDO apt-get install -y devscripts equivs
    $SUDO apt-get install -y dpkg-dev gcc
    if $make_check; then
        sed -i -e 's/^# Make-Check//' debian/control
    fi
    $SUDO env DEBIAN_FRONTEND=noninteractive mk-build-deps --install --remove \
        --tool="apt-get -y --no-install-recommends" debian/control
    $SUDO env DEBIAN_FRONTEND=noninteractive apt-get -y remove ceph-build-deps
}

install_rpms_with_yum() {
    local installer=yum builddep=(yum-builddep)
    if [ "$(echo "$VERSION_ID >= 22" | bc)" = 1 ]; then
        installer=dnf builddep=(dnf builddep)
    fi
    $SUDO $installer install -y yum-utils
    if [ "$ID" != fedora ]; then
        $SUDO $installer install -y epel-release
    fi
    munge_spec
    $SUDO "${builddep[@]}" -y "$scratch/ceph.spec"
}

install_rpms_with_zypper() {
    $SUDO zypper --gpg-auto-import-keys --non-interactive install lsb-release systemd-rpm-macros
    munge_spec
    rpmspec -q --buildrequires "$scratch/ceph.spec" >"$scratch/requirements"
    mapfile -t requirements <"$scratch/requirements"
    $SUDO zypper --non-interactive install "${requirements[@]}"
}

# shellcheck disable=SC1091 # the machine's own
. /etc/os-release
case "$ID" in
    debian | ubuntu | devuan) install_debs ;;
    centos | fedora | rhel | ol | virtuozzo) install_rpms_with_yum ;;
    opensuse* | suse | sles) install_rpms_with_zypper ;;
    *)
        echo "$ID is unknown, its packages must be installed by hand."
        exit 1
        ;;
esac
