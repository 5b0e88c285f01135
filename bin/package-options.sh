# shellcheck shell=bash
# What cmake is told by debian/rules and spec files, beside what they tell it themselves; sourced, after lib.sh.
# Arguments: none.
# Environment: CEPH_RUN_DIR, CEPH_CMAKE_OPTIONS (one a line), CEPH_CXX_FLAGS.

# What cannot stand on a command line that rules and specs put together: they split it at blanks, and know no flags for C++ alone.
PACKAGE_OPTIONS=$CEPH_RUN_DIR/options.cmake

# A text in quotes, as cmake reads it.
quoted_for_cmake() { # TEXT
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"$@]/\\&/g')"
}

# -DNAME=VALUE or -DNAME:TYPE=VALUE
define() { # OPTION
    local name=${1%%=*} type=STRING

    name=${name#-D}
    [[ $name != *:* ]] || type=${name#*:}
    printf 'set(%s %s CACHE %s "" FORCE)\n' "${name%%:*}" "$(quoted_for_cmake "${1#*=}")" "$type"
}

append_cxx_flags() { # FLAGS
    cat <<END
if(NOT DEFINED CMAKE_CXX_FLAGS)
  set(CMAKE_CXX_FLAGS "\$ENV{CXXFLAGS}")
endif()
set(wanted $(quoted_for_cmake "$1"))
set(CMAKE_CXX_FLAGS "\${CMAKE_CXX_FLAGS} \${wanted}" CACHE STRING "" FORCE)
END
}

# The way of all releases: both debian/rules and ceph.spec.in read CEPH_EXTRA_CMAKE_ARGS.
pass_options() {
    local option
    # make-debs.sh counts on the links of /usr/lib/ccache, which an image need not have for each compiler.
    local arguments=-DWITH_CCACHE=ON

    : >"$PACKAGE_OPTIONS"
    while IFS= read -r option; do
        case $option in
            '') ;;
            -G*) log_info "$option does not hold for packages: their rules choose what builds them" ;;
            *[!A-Za-z0-9_=+.:/,-]*)
                [[ $option == -D?*=* ]] || die "$option cannot be passed to debian/rules and spec files, which would split it; use --cmake-arg=-DNAME=VALUE, whose value can be anything"
                define "$option" >>"$PACKAGE_OPTIONS"
                ;;
            *) arguments="$arguments $option" ;;
        esac
    done <<<"${CEPH_CMAKE_OPTIONS:-}"
    [ -z "${CEPH_CXX_FLAGS:-}" ] || append_cxx_flags "$CEPH_CXX_FLAGS" >>"$PACKAGE_OPTIONS"
    export CEPH_EXTRA_CMAKE_ARGS="$arguments -C $PACKAGE_OPTIONS"
}
