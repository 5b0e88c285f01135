#!/usr/bin/env bash
# Compiles this project's build program when a source is newer than it, and starts it: ./build.sh [target…] [--parameter value…]
# Works from any directory and through a symlink. Environment: DOTNET_EXE names a dotnet to use.
set -Eeuo pipefail

self=${BASH_SOURCE[0]}
[[ ! -L $self ]] || self=$(readlink -f "$self")
[[ $self == */* ]] || self=./$self
root=$(cd "${self%/*}" && pwd -P)
program="$root/artifacts/program"
sdk="$root/.nuke/temp/dotnet-unix"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUKE_TELEMETRY_OPTOUT=1
# The build's root is this checkout, wherever it is called from.
export NUKE_ROOT="$root"

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The dotnet that can compile this project: the one on the PATH if it satisfies global.json, else one of our own.
find_sdk() {
    local candidate
    for candidate in "${DOTNET_EXE:-}" "$(type -P dotnet || true)" "$sdk/dotnet"; do
        if [[ -x $candidate ]] && (cd "$root" && "$candidate" --version) >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    install_sdk
}

install_sdk() {
    local installer="$root/.nuke/temp/dotnet-install.sh"
    echo "installing the .NET SDK of global.json into $sdk" >&2
    mkdir -p "$root/.nuke/temp"
    curl -fsSL --retry 3 https://dot.net/v1/dotnet-install.sh -o "$installer" >&2 ||
        die "no .NET SDK that satisfies global.json, and none can be downloaded; install one: https://dotnet.microsoft.com/download"
    bash "$installer" --jsonfile "$root/global.json" --install-dir "$sdk" --no-path >&2 ||
        die "the .NET SDK cannot be installed into $sdk; install one: https://dotnet.microsoft.com/download"
    printf '%s\n' "$sdk/dotnet"
}

# Folders count too: a file that was removed or renamed changes the time of its folder.
is_stale() {
    [[ ! -e $program/.compiled ]] || [[ -n $(find "$root/build" "$root/src" "$root"/Directory.* "$root/global.json" "$root/BannedSymbols.txt" \
        -newer "$program/.compiled" -print -quit) ]]
}

compile() {
    local dotnet
    # One at a time: whoever waited finds the work done.
    exec 9>"$root/artifacts/.compile.lock"
    flock 9
    is_stale || return 0
    dotnet=$(find_sdk)
    # Global: the trap runs after this function; it is a subshell's.
    output=$(mktemp)
    trap 'rm -f "$output"' EXIT
    interrupted=''
    trap 'interrupted=1' INT TERM HUP
    touch "$root/artifacts/.compile.start"
    echo "compiling the build program …" >&2
    if ! "$dotnet" publish "$root/build/_build.csproj" --configuration Release --output "$program" \
        -nodeReuse:false -p:UseSharedCompilation=false --verbosity quiet -nologo >"$output" 2>&1; then
        # What Ctrl-C ends has no error to show.
        [[ -z $interrupted ]] || exit 130
        cat "$output" >&2
        die "the build program does not compile"
    fi
    printf '%s\n' "$dotnet" >"$program/.dotnet"
    # The time at which compiling began: what was changed meanwhile is compiled next time.
    mv "$root/artifacts/.compile.start" "$program/.compiled"
}

for stream in 0 1 2; do
    # Else the program's own files would take its number, as this script may have done.
    [[ -e /dev/fd/$stream && ! /dev/fd/$stream -ef ${BASH_SOURCE[0]} ]] || eval "exec $stream<>/dev/null"
done
[[ . -ef $PWD ]] || die "the current folder was removed; go to one that exists: cd"
if is_stale; then
    if ! { mkdir -p "$root/artifacts" && : >>"$root/artifacts/.compile.lock"; } 2>/dev/null; then
        die "$root cannot be written, and the build program is compiled there; clone it to where you may write"
    fi
    (compile)
fi
read -r dotnet <"$program/.dotnet"
[[ -x $dotnet ]] || dotnet=$(find_sdk)
exec "$dotnet" "$program/_build.dll" "$@"
