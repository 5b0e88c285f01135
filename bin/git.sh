# shellcheck shell=bash
# What git is told about the tree; sourced, after lib.sh.
# Arguments: none.
# Environment: CEPH_SRC, GIT_CONFIG_PARAMETERS (git's own).

# The tree must not count as changed because of a file that is ours or a tool's. A worktree has that of its repository; git of
# CentOS 7 knows neither -C nor --git-path.
exclude_from_git() { # PATTERN
    local folder

    folder=$(cd "$CEPH_SRC" && git rev-parse --git-dir 2>/dev/null) || return 0
    folder=$(cd "$CEPH_SRC" && cd "$folder" && { [ ! -e commondir ] || cd "$(<commondir)"; } && pwd) || return 0
    mkdir -p "$folder/info"
    grep -qxF -- "$1" "$folder/info/exclude" 2>/dev/null || printf '%s\n' "$1" >>"$folder/info/exclude"
}

# Before a script of the tree's that runs "git submodule update" (do_cmake.sh): that would take submodules off the commits
# that their user has put them on.
keep_submodules() {
    # shellcheck disable=SC2016 # for the shell that git starts
    local name moved='git submodule status --recursive | grep -q "^+" || [ "$(git rev-parse HEAD)" != "$sha1" ]'

    while IFS= read -r name; do
        log_info "the submodule $name is not at the commit that the tree pins: it stays where it is"
        export GIT_CONFIG_PARAMETERS="${GIT_CONFIG_PARAMETERS:+$GIT_CONFIG_PARAMETERS }'submodule.$name.update=none'"
    done < <(git submodule --quiet foreach "if $moved; then echo \"\$name\"; fi" 2>/dev/null | grep -v "'")
}
