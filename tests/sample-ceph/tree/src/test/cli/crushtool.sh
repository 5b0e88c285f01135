#!/usr/bin/env bash
# Checks what crushtool prints. Argument: the program. Exit code 77: jq is missing.
set -Eeuo pipefail

crushtool=${1:?which crushtool?}
command -v jq >/dev/null || { echo "jq is not installed" >&2; exit 77; }

map=$(mktemp)
trap 'rm -f "$map"' EXIT
cat >"$map" <<'MAP'
device 0 osd.0 1
device 1 osd.1 1
bucket host a osd.0
bucket host b osd.1
bucket root default a b
rule replicated default host
MAP

[ "$("$crushtool" --compile "$map" --dump | jq '.nodes | length')" = 5 ]
[ "$("$crushtool" --compile "$map" --dump | jq -r '.nodes[] | select(.type == "root") | .name')" = default ]
"$crushtool" --compile "$map" --test --num-rep 2 | grep -q '^0 incomplete'
if "$crushtool" --compile "$map" --test --num-rep 3 >/dev/null; then
    echo "three copies on two hosts should be incomplete" >&2
    exit 1
fi
