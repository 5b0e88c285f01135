#pragma once

#include <cstdint>
#include <string>

namespace ceph {

/// Spreads (input, item, attempt) evenly over 0..65535.
uint32_t crush_hash(uint32_t input, int32_t item, uint32_t attempt);
/// The placement seed of an object's name.
uint32_t object_hash(const std::string& name);

}
