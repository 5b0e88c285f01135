#pragma once

#include <string>

namespace ceph {

std::string compress(const std::string& bytes);
std::string decompress(const std::string& bytes);

}
