#!/usr/bin/env bash
# Installs what the build needs. Run it in the source root, which must be writable.
# Environment: FOR_MAKE_CHECK (see want_make_check in src/script/lib-build.sh), INSTALL_EXTRA_PACKAGES, JENKINS_HOME, FORCE_CI_DEBUG.
set -e

library=$(dirname "$0")/src/script/lib-build.sh
if ! [ -r "$library" ]; then
    echo "cannot find $library" >&2
    exit 2
fi
# shellcheck disable=SC1090 # a fixed file of this tree
. "$library"

scratch=/tmp/install-deps.$$
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"

SUDO=
if [ "$(id -u)" != 0 ]; then
    SUDO=sudo
fi
export LC_ALL=C

make_check=false
if want_make_check; then
    make_check=true
fi

munge_spec() {
    sed -e 's/@//g' ceph.spec.in >"$scratch/ceph.spec"
    if $make_check; then
        sed -i -e 's/%bcond_with make_check/%bcond_without make_check/' "$scratch/ceph.spec"
    fi
}

install_debs() {
    ci_debug "installing with apt-get"
    $SUDO apt-get install -y devscripts equivs
    # shellcheck disable=SC2086 # a list of packages
    $SUDO apt-get install -y dpkg-dev gcc $INSTALL_EXTRA_PACKAGES
    local profiles=()
    if $make_check; then
        profiles=(--build-profiles pkg.ceph.check)
    fi
    $SUDO env DEBIAN_FRONTEND=noninteractive mk-build-deps "${profiles[@]}" --install --remove \
        --tool="apt-get -y --no-install-recommends" debian/control
    $SUDO env DEBIAN_FRONTEND=noninteractive apt-get -y remove ceph-build-deps
}

install_rpms_with_dnf() {
    ci_debug "installing with dnf"
    # shellcheck disable=SC2086 # a list of packages
    $SUDO dnf install -y dnf-utils $INSTALL_EXTRA_PACKAGES
    if [ "$ID" != fedora ]; then
        $SUDO dnf install -y epel-release
        $SUDO dnf config-manager --set-enabled crb
    fi
    munge_spec
    $SUDO dnf builddep -y "$scratch/ceph.spec"
}

install_rpms_with_zypper() {
    ci_debug "installing with zypper"
    # shellcheck disable=SC2086 # a list of packages
    $SUDO zypper --gpg-auto-import-keys --non-interactive install --no-recommends systemd-rpm-macros rpm-build $INSTALL_EXTRA_PACKAGES
    munge_spec
    rpmspec -q --buildrequires "$scratch/ceph.spec" >"$scratch/requirements"
    mapfile -t requirements <"$scratch/requirements"
    $SUDO zypper --gpg-auto-import-keys --non-interactive install --no-recommends "${requirements[@]}"
}

# shellcheck disable=SC1091 # the machine's own
. /etc/os-release
case "$ID" in
    debian | ubuntu | devuan | elementary | softiron) install_debs ;;
    almalinux | centos | fedora | ol | rhel | rocky | virtuozzo) install_rpms_with_dnf ;;
    opensuse* | suse | sles) install_rpms_with_zypper ;;
    *)
        echo "$ID is unknown, its packages must be installed by hand."
        exit 1
        ;;
esac
