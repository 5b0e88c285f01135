#!/usr/bin/env bash
# Makes the Debian packages and a repository of them: <base>/<distribution>, with the files below WORKDIR.
# Argument: the base directory, /tmp/release by default.
# Environment: NPROC.
set -e

base=${1:-/tmp/release}
: "${NPROC:=$((($(nproc) + 1) / 2))}"
export PATH=/usr/lib/ccache:$PATH

# as Ceph has it, from pacific to reef, for the eyes of whoever tries it on Debian, whose name is "Debian GNU/Linux"
# shellcheck disable=SC1091 # the machine's own
. /etc/os-release
releasedir=$base/$NAME/WORKDIR
# shellcheck disable=SC2046,SC2086
rm -fr $(dirname $releasedir)
# shellcheck disable=SC2086
mkdir -p $releasedir
# wipes whatever is not in git, the build directory too
git clean -dxf
version=$(git describe --match "v*" | sed "s/^v//")
revision=$version-1

./make-dist "$version"
# shellcheck disable=SC2086
mv ceph-$version.tar.bz2 $releasedir/ceph_$version.orig.tar.bz2
# shellcheck disable=SC2086
cd $releasedir
tar -xf "ceph_$version.orig.tar.bz2"
cd "ceph-$version"
DEBEMAIL=nobody@localhost DEBFULLNAME=ceph-build-env dch --newversion "$revision" --force-bad-version --distribution stable "built from $version"
# -sa: the tarball goes into the repository even if the changelog knew this version already
dpkg-buildpackage -j"$NPROC" -sa -uc -us
cd ../..

mkdir -p conf
codename=${VERSION_CODENAME:-unknown}
cat >conf/distributions <<EOF
Codename: $codename
Components: main
Architectures: $(dpkg --print-architecture) source
EOF
reprepro --ignore=wrongdistribution include "$codename" WORKDIR/ceph_*.changes
echo "made $PWD"
