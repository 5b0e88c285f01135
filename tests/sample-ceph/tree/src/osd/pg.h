#pragma once

#include <cstdint>
#include <string>

namespace ceph {

/// `value` modulo `count`, such that growing `count` moves as little as possible.
uint32_t stable_modulo(uint32_t value, uint32_t count);
uint32_t pg_of_object(const std::string& object, uint32_t pg_count);
std::string pg_name(uint32_t pool, uint32_t pg);

}
