# shellcheck shell=bash
# The compilers that install-deps.sh installs beside those of the distro (devtoolset, gcc-toolset), and turns on for itself alone; sourced, after lib.sh.
# Arguments: none.
# Environment: none.

TOOLSETS=/opt/rh

# Puts the newest first on the PATH, as the release's own scripts do.
enable_toolset() {
    local file version newest='' highest=0

    for file in "$TOOLSETS"/*toolset-*/enable; do
        version=${file%/enable}
        version=${version##*-}
        if [ -r "$file" ] && [[ $version =~ ^[0-9]+$ ]] && [ "$version" -gt "$highest" ]; then
            newest=$file
            highest=$version
        fi
    done
    [ -n "$newest" ] || return 0
    log_info "compiling with the tools of ${newest%/enable}"
    # It counts on variables that need not be set, and on programs that need not be there.
    set +eu
    # shellcheck source=/dev/null
    . "$newest"
    set -eu
}
