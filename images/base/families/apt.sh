# shellcheck shell=bash
# Debian, Ubuntu: the family's half of packages.sh; sourced.
# Arguments: none.
# Environment: none.

export DEBIAN_FRONTEND=noninteractive

use_package_cache() {
    mkdir -p "$1/apt/archives/partial" "$1/apt/lists/partial"
    # Through the environment, so that it also holds for the apt-get calls of install-deps.sh and leaves nothing in the image.
    # Upstream images empty /var/cache/apt after each installation (docker-clean); they do not know this folder.
    cat >"$1/apt.conf" <<EOF
Dir::Cache "$1/apt";
Dir::State::lists "$1/apt/lists";
Binary::apt::APT::Keep-Downloaded-Packages "true";
EOF
    export APT_CONFIG=$1/apt.conf
}

refresh_packages() { apt-get -q update; }

install_packages() {
    suit_image_builds
    apt-get -q -y --no-install-recommends install "$@"
}

suit_image_builds() {
    # Nothing that a package brings may be started in an image build.
    [ -e /usr/sbin/policy-rc.d ] || printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 0755 /usr/sbin/policy-rc.d
    # A layer is worth no fsync per file, and a log no progress bar.
    printf 'force-unsafe-io\n' >/etc/dpkg/dpkg.cfg.d/ceph-build-env
    printf 'Dpkg::Use-Pty "0";\nAcquire::Retries "3";\n' >/etc/apt/apt.conf.d/90ceph-build-env
}

base_packages() {
    printf '%s\n' \
        build-essential ca-certificates ccache curl gdb git hostname iproute2 less ninja-build procps sudo vim-tiny \
        bzip2 devscripts equivs gnupg lsb-release reprepro wget
    # The fastest linker, for --linker; not every distro has it.
    ! apt-cache show mold >/dev/null 2>&1 || echo mold
}

boost_packages() { echo libboost-all-dev; }

# Those of the given packages that there are.
available_packages() { apt-cache --no-all-versions show "$@" 2>/dev/null | sed -n 's/^Package: //p' | sort -u; }

# Ceph's own packages of Boost for old Ubuntu are gone from its server. They would go to /opt/ceph, where only Ceph's own
# run-make-check.sh looks, so do without: old releases know no variable for that.
mend_install_deps() { sed -i -E 's/^([[:space:]]*)install_boost_on_ubuntu [a-z]+$/\1:/' "$1"; }
export NO_BOOST_PKGS=1

# The build dependencies that cannot be had, one a line, with the version that is wanted: FOLDER
# Of alternatives that cannot be had, all but the first are on a line of their own, without a word before them.
# "it is not going to be installed" is said of what exists and needs something that does not.
unavailable_dependencies() {
    { LC_ALL=C apt-get --simulate -P pkg.ceph.check build-dep "$1" 2>&1 || true; } |
        sed -n -E '/have unmet dependencies/,$ {
            s/.*(Pre-)?Depends: ([^ :]+)(:[^ ]+)?( \([^)]*\))?( .*)?$/\2\4/p; t
            s/^ {8,}([^ :]+)(:[^ ]+)?( \([^)]*\))? but .*/\1\3/p
        }' | sort -u
}

# Takes build dependencies out of the folder's control file, alternatives only with all of them: FOLDER NAME…
drop_dependencies() {
    # shellcheck disable=SC2016 # perl's variables
    perl -MDpkg::Control::Info -e '
        my ($file, %gone) = (shift, map { $_ => 1 } @ARGV);
        my $control = Dpkg::Control::Info->new($file);
        my $source = $control->get_source();
        for my $field (grep { /^Build-Depends/ } keys %$source) {
            my @kept = grep { grep { /^\s*([^\s:(\[<]+)/ && !$gone{$1} } split /\|/ } split /\s*,\s*/, $source->{$field};
            $source->{$field} = join(", ", @kept);
        }
        open(my $out, ">", $file) or die "$file: $!";
        $control->output($out);
    ' "$1/debian/control" "${@:2}"
}

# The packages that an installation asked for and that do not exist, or not in that version: LOG SOURCE-FOLDER
missing_packages() {
    {
        cat "$1"
        apt-get --simulate build-dep "$2" 2>&1 || true
    } | sed -n -E \
        -e "s/.*(Pre-)?Depends: ([^ :]+)(:[^ ]+)?( \([^)]*\))? but it is not installable.*/\2/p" \
        -e "s/.*(Pre-)?Depends: ([^ :]+)(:[^ ]+)?( \([^)]*\)) but .* is to be installed.*/\2\4/p" \
        -e "s/.*because I can't find ([^ :]+).*/\1/p" \
        -e "s/.*Unable to locate package ([^ ]+).*/\1/p" \
        -e "s/.*Package '?([^ ']+)'? has no installation candidate.*/\1/p" |
        sort -u
}

remove_package_leftovers() {
    rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb
}
