# shellcheck shell=bash disable=SC1090,SC1091
# Start-up file of the interactive shell: what a login shell reads, then a prompt that names the environment.
# Arguments: none.
# Environment: CEPH_DISTRO CEPH_RELEASE CEPH_BUILD_DIR.
[ ! -r /etc/profile ] || . /etc/profile
[ ! -r ~/.bashrc ] || . ~/.bashrc
# A profile may have made another PATH.
export PATH=$CEPH_BUILD_DIR/bin:$PATH
PS1='[$CEPH_DISTRO-$CEPH_RELEASE] \w\$ '
