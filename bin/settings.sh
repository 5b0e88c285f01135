# shellcheck shell=bash
# What may change in a configured folder without compiling anew; sourced, by configure.sh.
# Arguments: none.
# Environment: CEPH_BUILD_DIR, CMAKE_CACHE of configure.sh, CEPH_LINK_JOBS and CEPH_LINKER (without them: as it is).

# NAME=VALUE of cmake, one a line.
changeable_settings() {
    local kind

    echo CMAKE_EXPORT_COMPILE_COMMANDS=ON
    # Links take more memory than compilations, and must not all run at once. make has no such thing, nor have old versions.
    if [ -n "${CEPH_LINK_JOBS:-}" ] && { [ "${CMAKE_CACHE[CMAKE_JOB_POOLS]:-}" = "link=$CEPH_LINK_JOBS" ] || cmake_knows_pools; }; then
        printf '%s\n' "CMAKE_JOB_POOLS=link=$CEPH_LINK_JOBS" "CMAKE_JOB_POOL_LINK=link"
    fi
    [ -n "${CEPH_LINKER:-}" ] || return 0
    for kind in EXE SHARED MODULE; do
        printf 'CMAKE_%s_LINKER_FLAGS=-fuse-ld=%s\n' "$kind" "$CEPH_LINKER"
    done
}

setting_options() {
    changeable_settings | sed 's/^/-D/'
    # Releases that have pools of their own (cmake/modules/LimitJobs.cmake) count the memory of the host, not the container's.
    [ -z "${CEPH_LINK_JOBS:-}" ] || [ ! -e cmake/modules/LimitJobs.cmake ] || printf -- '-DNINJA_MAX_LINK_JOBS=%s\n' "$CEPH_LINK_JOBS"
}

cmake_knows_pools() {
    local version

    version=$({ cmake3 --version || cmake --version; } 2>/dev/null | sed -n '1s/.*version //p')
    [ "$(printf '%s\n' 3.11 "$version" | sort -V | head -n 1)" = 3.11 ]
}

# Found out now, not after hours of compiling.
require_linker() {
    local said

    [ -n "${CEPH_LINKER:-}" ] || return 0
    said=$(c++ "-fuse-ld=$CEPH_LINKER" -x c++ -o /dev/null - <<<'int main() {}' 2>&1) && return
    die "the compiler of this image cannot link with $CEPH_LINKER ($(head -n 1 <<<"$said")); use another --linker, or none"
}

# Brings a folder that is configured already to the settings of now. cmake keeps the others.
adjust_settings() {
    local setting options=() changed=''

    [ -e "$STAMP" ] || return 0
    while IFS= read -r setting; do
        case $setting in CMAKE_JOB_POOL*) [ "${CMAKE_CACHE[CMAKE_GENERATOR]:-}" = Ninja ] || continue ;; esac
        [ "${CMAKE_CACHE[${setting%%=*}]:-}" = "${setting#*=}" ] || changed="$changed $setting"
    done < <(changeable_settings)
    [ -n "$changed" ] || return 0

    log_info "configuring again, for$changed"
    require_linker
    mapfile -t options < <(setting_options)
    run_stoppable "${CMAKE_CACHE[CMAKE_COMMAND]}" "${options[@]}" "$CEPH_BUILD_DIR" || die "cmake does not take these settings, see above"
}
