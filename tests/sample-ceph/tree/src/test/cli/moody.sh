#!/usr/bin/env bash
# A test that passes, unless the tree asks for trouble. Argument: the trouble that it makes.
# src/test/trouble/fail: it fails. flaky: it fails each first time. slow: it takes as many seconds as the file says.
set -Eeuo pipefail

trouble=${1:?fail, flaky or slow}
wish=$(dirname "$0")/../trouble/$trouble

[ -e "$wish" ] || { echo "no trouble"; exit 0; }
case $trouble in
    fail)
        echo "what it does before"
        echo "expected 4, got 5: <all & sundry>" >&2
        exit 3
        ;;
    flaky)
        if [ -e flaky-before ]; then rm flaky-before; else touch flaky-before; echo "not yet"; exit 1; fi
        ;;
    slow) sleep "$(cat "$wish")" ;;
esac
