#!/usr/bin/env bash
# Mistakes that scripts make.
# Arguments: which.
# Environment: none.
set -Eeuo pipefail

# shellcheck disable=SC1091 # a mistake, too
case $1 in
    command) nosuch-command --version ;;
    variable) echo "$NOSUCH_VARIABLE" ;;
    required) : "${NOSUCH_VARIABLE:?the variable has to be set}" ;;
    permission) "$(dirname "$0")/control" ;;
    source) . ./nosuch-lib.sh ;;
    redirect) echo x >/nosuch/file ;;
    killed) bash -c 'kill -9 $$'; echo "not reached" ;;
    sh) sh -c 'nosuch-command --version' ;;
    own)
        echo "INFO: building" >&2
        echo "WARNING: ERROR: is a word here"
        echo "ERROR: no such package: libfoo; take a distro that has it" >&2
        exit 1
        ;;
esac
