#!/usr/bin/env bash
# Clones a branch with its submodules as somebody does who knows git's --reference, for comparison.
# Arguments: REPOSITORY BRANCH FOLDER MIRROR; the objects that MIRROR has are borrowed from it.
set -Eeuo pipefail

git clone --quiet --reference "$4" --branch "$2" "$1" "$3"
git -C "$3" submodule --quiet update --init --recursive --jobs 4
