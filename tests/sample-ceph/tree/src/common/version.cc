#include "common/version.h"

#include <sstream>

#include "ceph_ver.h"

namespace ceph {

std::string release_name() { return CEPH_RELEASE_NAME; }

std::string pretty_version()
{
    std::ostringstream out;
    out << "ceph version " << CEPH_GIT_NICE_VER << " (" << CEPH_GIT_VER << ") " << release_name() << " (" << CEPH_RELEASE_TYPE << ')';
    return out.str();
}

}
