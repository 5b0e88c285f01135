# shellcheck shell=bash disable=SC1090,SC1091
# Start-up file of the interactive shell: what a login shell reads, then a prompt that names the environment.
# Arguments: none.
# Environment: CEPH_DISTRO CEPH_RELEASE.
[ ! -r /etc/profile ] || . /etc/profile
[ ! -r ~/.bashrc ] || . ~/.bashrc
PS1='[$CEPH_DISTRO-$CEPH_RELEASE] \w\$ '
