#pragma once

#include <string>

namespace ceph {

/// "ceph version 18.2.7 (<commit>) reef (stable)"
std::string pretty_version();
std::string release_name();

}
