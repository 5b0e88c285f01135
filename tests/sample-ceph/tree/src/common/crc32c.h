#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace ceph {

/// The Castagnoli checksum. Feed the result of one piece as the start of the next.
uint32_t crc32c(const void* data, size_t length, uint32_t start = 0);
uint32_t crc32c(const std::string& data);

}
