# shellcheck shell=bash
# Which packages of the distro a build needs to run, and where they come from; sourced, after lib.sh.
# Arguments: none.
# Environment: none.

# What the programs and libraries below a folder are linked with, outside of it.
linked_libraries() { # FOLDER
    local folders said

    folders=$(find "$1" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
    # ldd fails for what is no program; that is many files.
    said=$(find "$1" -type f \( -perm /111 -o -name '*.so*' \) -print0 | LD_LIBRARY_PATH=$folders xargs -0 -r ldd 2>/dev/null) || true
    awk '$2 == "=>" && $3 == "not" { print "INFO: needed and nowhere: " $1 }' <<<"$said" | sort -u >&2
    awk -v own="$1/" '$2 == "=>" && $3 ~ /^\// && index($3, own) != 1 { print $3 }' <<<"$said" | sort -u
}

# The interpreters of the scripts below a folder.
interpreters() { # FOLDER
    local file line words

    find "$1" -type f -perm /111 -print0 | while IFS= read -r -d '' file; do
        line=''
        { IFS= read -r -n 200 line || true; } <"$file" 2>/dev/null
        [[ $line == '#!'* ]] || continue
        read -ra words <<<"${line#'#!'} -"
        if [ "${words[0]##*/}" = env ]; then
            words=("${words[@]:1}")
            [ "${words[0]}" != -S ] || words=("${words[@]:1}")
        fi
        [ "${words[0]}" != - ] || continue
        command -v -- "${words[0]}" || log_info "needed and nowhere: ${words[0]}"
    done | sort -u
}

packages_of() { # PATHS…
    local path

    if command -v dpkg-query >/dev/null; then
        for path in "$@"; do
            # Where /usr is merged, a package may know the file by the other path. A diversion is none.
            { dpkg-query --search "$path" || dpkg-query --search "/usr$path" || dpkg-query --search "${path#/usr}" ||
                dpkg-query --search "$(readlink -f "$path")"; } 2>/dev/null | grep -v '^diversion ' || log_info "$path is of no package"
        done | sed -e 's/:.*//' -e 's/, .*//'
    else
        rpm --query --file --queryformat '%{NAME}\n' "$@" | grep -v 'not owned' || true
    fi
}

needed_packages() { # FOLDER
    local libraries scripts paths

    # Not where mapfile reads from: nobody would notice that one of them failed.
    libraries=$(linked_libraries "$1")
    scripts=$(interpreters "$1")
    mapfile -t paths < <(printf '%s\n' "$libraries" "$scripts" | sed '/^$/d')
    [ "${#paths[@]}" -gt 0 ] || return 0
    # The smallest Python has not all of its own library.
    packages_of "${paths[@]}" | sed 's/^\(python3[0-9.]*\)-minimal$/\1/' | sort -u
}

# What the tree's own packages would depend on, without each other.
declared_packages() { # TREE
    if command -v dpkg-query >/dev/null; then
        [ ! -e "$1/debian/control" ] || declared_by_control "$1/debian/control" | sort -u
    elif [ -e "$1/ceph.spec.in" ]; then
        declared_by_spec "$1/ceph.spec.in"
    fi
}

declared_by_control() { # FILE
    perl -MDpkg::Control::Info -MDpkg::Deps -e '
        my @packages = Dpkg::Control::Info->new($ARGV[0])->get_packages();
        my %own = map { $_->{Package} => 1 } @packages;
        for my $package (@packages) {
            my $depends = $package->{Depends} // "";
            $depends =~ s/\([^()]*\$\{[^()]*\)//g;
            $depends =~ s/\$\{[^}]*\}//g;
            $depends = join(", ", grep { /\S/ } split(/,/, $depends)) or next;
            $depends = deps_parse($depends, reduce_arch => 1, reduce_restrictions => 1) or die "$package->{Package}: its dependencies cannot be read\n";
            for my $one ($depends->get_deps()) {
                # Of alternatives the first, which is the one that the maintainers use.
                $one = ($one->get_deps())[0] unless $one->isa("Dpkg::Deps::Simple");
                print "$one->{package}\n" unless $own{$one->{package}};
            }
        }' "$1"
}

declared_by_spec() { # FILE
    local spec

    spec=$(mktemp --suffix .spec)
    # As install-deps.sh reads it.
    sed 's/@//g' "$1" >"$spec"
    comm -23 \
        <(rpmspec --query --requires "$spec" 2>/dev/null | awk '$1 !~ /[\/(]/ { print $1 }' | sort -u) \
        <(rpmspec --query --queryformat '%{NAME}\n' "$spec" 2>/dev/null | sort -u)
    rm -f "$spec"
}

# Where packages come from, as far as it is no secret.
REPOSITORIES=(/etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d /etc/apt/keyrings /etc/yum.repos.d /etc/pki/rpm-gpg /etc/zypp/repos.d)

copy_repositories() { # FOLDER
    local path

    mkdir -p "$1"
    for path in "${REPOSITORIES[@]}"; do
        [ ! -e "$path" ] || cp -RL --parents "$path" "$1"
    done
    ! command -v apt-config >/dev/null || copy_apt_settings "$1/etc/apt/apt.conf.d"
}

# Of the image's settings, which may also name proxies and programs, the one that an archive needs: its lists are not renewed.
copy_apt_settings() { # FOLDER
    local settings

    settings=$(apt-config dump Acquire::Check-Valid-Until)
    [ -n "$settings" ] || return 0
    mkdir -p "$1"
    printf '%s\n' "$settings" >"$1/90archive"
}
