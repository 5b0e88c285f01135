#pragma once

#include <cstdint>
#include <string>

namespace ceph {

/// "1.5 GiB"
std::string format_bytes(uint64_t bytes);
/// Understands what format_bytes writes, plain numbers, and "64K", "1G".
uint64_t parse_bytes(const std::string& text);

}
