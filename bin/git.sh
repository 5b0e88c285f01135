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

# Names of the submodules that are at another commit than the repository pins, or have such a one in them; one a line. Not by
# "git submodule", which starts several processes in each: Ceph has thirty, and this precedes every configure.
moved_submodules() { # REPOSITORY
    local moved entry name path

    [ -e "$1/.gitmodules" ] || return 0
    moved=$(cd "$1" && git -c core.quotePath=false diff-files --ignore-submodules=dirty --name-only)
    while IFS= read -r -d '' entry; do
        name=${entry%%.path$'\n'*} path=${entry#*$'\n'}
        [ -e "$1/$path/.git" ] || continue
        if grep -qxF -- "$path" <<<"$moved" || [ -n "$(moved_submodules "$1/$path")" ]; then
            printf '%s\n' "${name#submodule.}"
        fi
    done < <(git config --file "$1/.gitmodules" --null --get-regexp '^submodule\..*\.path$')
}

# Before a script of the tree's that runs "git submodule update" (do_cmake.sh): that would take submodules off the commits
# that their user has put them on.
keep_submodules() {
    local name

    while IFS= read -r name; do
        log_info "the submodule $name is not at the commit that the tree pins: it stays where it is"
        export GIT_CONFIG_PARAMETERS="${GIT_CONFIG_PARAMETERS:+$GIT_CONFIG_PARAMETERS }'submodule.$name.update=none'"
    done < <(moved_submodules . 2>/dev/null | grep -v "'")
}
