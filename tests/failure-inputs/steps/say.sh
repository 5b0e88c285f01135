#!/usr/bin/env bash
# Says lines, and fails.
# Arguments: the lines.
# Environment: none.
set -Eeuo pipefail

printf "%s\n" "$@"
exit 3
