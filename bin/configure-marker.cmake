# Read by cmake before all else: marks the build folder until its configuration is complete (see build-git.sh).
# do_cmake.sh makes the folder itself and refuses one that exists, so the mark cannot be there earlier.
file(WRITE "$ENV{CEPH_CONFIGURE_MARKER}" "")
