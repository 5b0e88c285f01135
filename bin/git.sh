# shellcheck shell=bash
# What git is told about the tree; sourced, after lib.sh.
# Arguments: none.
# Environment: CEPH_SRC CEPH_RUN_DIR, GIT_CONFIG_PARAMETERS (git's own).

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

# Whether every submodule is at the commit that the repository pins, and what is in it too; told without a process in each.
# One that is on a branch, or has no commit yet, is left to git.
submodules_are_settled() { # REPOSITORY
    local links commit path folder head

    [ -e "$1/.gitmodules" ] || return 0
    links=$(cd "$1" && git -c core.quotePath=false ls-files --stage | grep '^160000 ') || return 1
    while read -r _ commit _ path; do
        IFS= read -r folder 2>/dev/null <"$1/$path/.git" || return 1
        folder=${folder#gitdir: }
        case $folder in /*) ;; *) folder=$1/$path/$folder ;; esac
        IFS= read -r head 2>/dev/null <"$folder/HEAD" || return 1
        [ "$head" = "$commit" ] && submodules_are_settled "$1/$path" || return 1
    done <<<"$links"
}

# "git submodule update" in the tree, and nowhere else, finds none that it has to look at. Git before 2.13 looks all the same.
spare_submodules() {
    local folder settings=${CEPH_RUN_DIR:?}/submodules.gitconfig

    folder=$(cd "$(git rev-parse --git-dir)" && pwd -P) || return 0
    # A pattern to git, and in quotes.
    case $folder in *[\'*?[\\]*) return 0 ;; esac
    { printf '[submodule]\n\tactive = :(exclude)*\n' && sed -n 's/^\[submodule "[^"]*"\]$/&\n\tactive = false/p' .gitmodules; } >"$settings"
    tell_git "includeIf.gitdir:$folder.path=$settings"
}

# To every git that is started from now on.
tell_git() { # NAME=VALUE
    export GIT_CONFIG_PARAMETERS="${GIT_CONFIG_PARAMETERS:+$GIT_CONFIG_PARAMETERS }'$1'"
}

# Before a script of the tree's that runs "git submodule update" (do_cmake.sh): that takes seconds to find out that all are as
# they should be, and would take those off their commits that their user has put there.
keep_submodules() {
    local name

    [ -e .gitmodules ] || return 0
    if submodules_are_settled . 2>/dev/null; then
        spare_submodules
        return
    fi
    while IFS= read -r name; do
        log_info "the submodule $name is not at the commit that the tree pins: it stays where it is"
        tell_git "submodule.$name.update=none"
    done < <(moved_submodules . 2>/dev/null | grep -v "'")
}
