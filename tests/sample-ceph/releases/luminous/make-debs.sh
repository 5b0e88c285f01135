#!/usr/bin/env bash
# Makes the Debian packages and a repository of them: <base>/<distribution>, with the files below WORKDIR.
# Argument: the base directory, /tmp/release by default.
# Environment: NPROC.
set -e

base=${1:-/tmp/release}
: "${NPROC:=$((($(nproc) + 1) / 2))}"
export PATH=/usr/lib/ccache:$PATH

# wipes whatever is not in git, the build directory too
git clean -dxf
distribution=$(lsb_release -si)
version=$(git describe --match "v*" | sed "s/^v//")
revision=$version-1
rm -rf "${base:?}/$distribution"
mkdir -p "$base/$distribution/WORKDIR"

./make-dist "$version"
mv "ceph-$version.tar.bz2" "$base/$distribution/WORKDIR/ceph_$version.orig.tar.bz2"
cd "$base/$distribution/WORKDIR"
tar -xf "ceph_$version.orig.tar.bz2"
cd "ceph-$version"
DEBEMAIL=nobody@localhost DEBFULLNAME=ceph-build-env dch --newversion "$revision" --force-bad-version --distribution stable "built from $version"
# -sa: the tarball goes into the repository even if the changelog knew this version already
dpkg-buildpackage -j"$NPROC" -sa -uc -us
cd ../..

mkdir -p conf
# shellcheck disable=SC1091 # the machine's own
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-unknown}")
cat >conf/distributions <<EOF
Codename: $codename
Components: main
Architectures: $(dpkg --print-architecture) source
EOF
reprepro --ignore=wrongdistribution include "$codename" WORKDIR/ceph_*.changes
echo "made $base/$distribution"
