#!/usr/bin/env bash
# Compiles a Ceph tree in place: dependencies, configure (once), compile.
# Arguments: the build targets; without them the default one.
# Environment: that of compile.sh.
set -Eeuo pipefail

BIN=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
# shellcheck source=lib.sh
. "$BIN/lib.sh"
# shellcheck source=compile.sh
. "$BIN/compile.sh"

main() {
    prepare_tree "$@"
    enter_stage compile
    compile "$@"
}

main "$@"
