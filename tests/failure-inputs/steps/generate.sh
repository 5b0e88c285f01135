#!/usr/bin/env bash
# A generator with a mistake.
set -Eeuo pipefail

echo generating
nosuch-generator --all
