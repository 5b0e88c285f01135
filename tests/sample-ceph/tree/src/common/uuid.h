#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace ceph {

/// A random (version 4) UUID from the given source.
std::string make_uuid(std::mt19937_64& random);
bool is_uuid(const std::string& text);

}
