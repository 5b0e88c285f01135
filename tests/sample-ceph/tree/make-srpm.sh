#!/usr/bin/env bash
# Makes a source RPM in the source root. Argument: the version, as for make-dist.
set -e

./make-dist "$@"
rpmbuild --define "_sourcedir $PWD" --define "_srcrpmdir $PWD" -bs ceph.spec
