#!/usr/bin/env bash
# Package managers, git, pip and scripts that fail.
# Arguments: none.
# Environment: OUTPUT, the folder of the logs.
set -Eeuo pipefail

# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

MIRROR=http://mirror.invalid
REPOSITORIES=/run/repositories

# apt of its own configuration: the system's is not touched.
use_mirror() { # SOURCE
    local folder=/run/apt
    rm -rf "$folder"
    mkdir -p "$folder/lists/partial" "$folder/archives/partial"
    echo "$1" >"$folder/sources.list"
    cat >"$folder/apt.conf" <<EOF
Dir::Etc::SourceList "$folder/sources.list";
Dir::Etc::SourceParts "-";
Dir::State::Lists "$folder/lists";
Dir::Cache::Archives "$folder/archives";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
EOF
    export APT_CONFIG=$folder/apt.conf
}

fail_apt() {
    local apt install=(apt-get install -y --no-install-recommends)
    apt=apt-$(apt-get --version | major_and_minor)

    use_mirror "deb [trusted=yes] $MIRROR/none ./"
    record "$apt-no-repository" apt-get update
    use_mirror "deb [trusted=yes] http://unreachable.invalid/debs ./"
    record "$apt-unreachable" apt-get update
    use_mirror "deb [trusted=yes] $MIRROR/debs ./"
    apt-get update >/dev/null
    record "$apt-locate" "${install[@]}" libgood nosuch-package
    record "$apt-candidate" "${install[@]}" libnosuch-dev
    record "$apt-version" "${install[@]}" libgood=99.1
    record "$apt-unmet" "${install[@]}" ceph-test
    record "$apt-gone" "${install[@]}" libgood libgone
    record "$apt-postinst" "${install[@]}" libbroken
    dpkg --purge libbroken >/dev/null 2>&1
    mkdir -p "$TREE/debian"
    cp "$TREE"/packages/{control,changelog,rules} "$TREE/debian/"
    (
        cd "$TREE"
        record "$apt-install-deps" ./install-deps.sh
        record "$apt-check-build-deps" dpkg-checkbuilddeps
        record "$apt-build-package" dpkg-buildpackage -us -uc -b -d
        record "$apt-own-script" fail_own_script
    )
}

# What runs in the image build of a release.
fail_own_script() {
    local folder=/usr/local/lib/ceph-build-env
    mkdir -p "$folder" /etc/ceph-build-env
    cp "$TREE/images/packages.sh" "$folder/"
    cp "$TREE/images/families/apt.sh" "$folder/family.sh"
    DISTRO=debian-12 RELEASE=reef DEPENDENCIES=1 "$TREE/images/release/install-dependencies.sh" "$TREE"
}

run_dnf() { # REPOSITORY PACKAGE
    mkdir -p /run/dnf.d
    printf '[test]\nname=test\nbaseurl=%s\ngpgcheck=0\nskip_if_unavailable=0\n' "$1" >/run/dnf.d/test.repo
    dnf --installroot /run/dnf --releasever 9 --setopt reposdir=/run/dnf.d -y install "$2"
}

fail_rpm() {
    local dnf zypper rpm name
    rpm=rpm-$(rpm --version | major_and_minor)
    record "$rpm-build-requires" rpmbuild -bb --define "_topdir /run/rpmbuild" "$TREE/packages/ceph.spec"
    record "$rpm-build" rpmbuild -bb --nodeps --define "_topdir /run/rpmbuild" "$TREE/packages/ceph.spec"

    dnf=dnf-$(dnf --version | major_and_minor)
    for name in nosuch-package ceph-test libgone; do
        record "$dnf-$name" run_dnf "$MIRROR/rpms" "$name"
    done
    record "$dnf-no-repository" run_dnf "$MIRROR/none" libgood
    record "$dnf-unreachable" run_dnf http://unreachable.invalid/rpms libgood

    zypper=zypper-$(zypper --version | cut -d " " -f 2)
    mkdir -p /run/zypper
    zypper --root /run/zypper -n addrepo --no-gpgcheck "$MIRROR/rpms" test >/dev/null
    zypper --root /run/zypper -n --no-gpg-checks refresh >/dev/null 2>&1
    for name in nosuch-package ceph-test libgone; do
        record "$zypper-$name" zypper --root /run/zypper -n --no-gpg-checks install --no-recommends "$name"
    done
    mkdir -p /run/zypper-none
    zypper --root /run/zypper-none -n addrepo --no-gpgcheck "$MIRROR/none" none >/dev/null
    record "$zypper-no-repository" zypper --root /run/zypper-none -n install libgood
}

fail_others() {
    local git pip bash dash name
    git=git-$(git --version | major_and_minor)
    record "$git-clone" git clone --quiet "$MIRROR/none.git" /run/clone
    record "$git-unreachable" git clone https://unreachable.invalid/ceph.git /run/clone
    record "$git-no-repository" git -C /run status
    git init --quiet /run/tree
    printf '[submodule "rocksdb"]\n\tpath = rocksdb\n\turl = %s/rocksdb.git\n' "$MIRROR" >/run/tree/.gitmodules
    git -C /run/tree update-index --add --cacheinfo 160000,0123456789012345678901234567890123456789,rocksdb
    record "$git-submodule" git -C /run/tree submodule update --init --recursive
    record "$git-pathspec" git -C /run/tree checkout nosuch

    pip=pip-$(pip3 --version | major_and_minor)
    record "$pip-no-package" pip3 install --retries 0 --index-url "$MIRROR/simple" nosuch-package
    mkdir -p /run/package
    printf 'raise SystemExit("cannot be built here")\n' >/run/package/setup.py
    record "$pip-build" pip3 install --no-build-isolation --no-index /run/package

    dash=dash-$(dpkg-query --show dash | major_and_minor)
    bash=bash-$(bash --version | major_and_minor)
    for name in command variable required permission source redirect killed own; do
        record "$bash-$name" "$TREE/packages/scripts.sh" "$name"
    done
    printf 'if true; then\n  echo x\n' >/run/syntax.sh
    record "$bash-syntax" bash /run/syntax.sh
    record "$dash-command" "$TREE/packages/scripts.sh" sh
    record "$dash-syntax" sh /run/syntax.sh
}

main() {
    "$TREE/packages/make-repositories.sh" "$REPOSITORIES"
    python3 -m http.server 80 --directory "$REPOSITORIES" >/dev/null 2>&1 &
    sleep 2
    fail_apt
    fail_rpm
    fail_others
}

main "$@"
