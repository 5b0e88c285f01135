#pragma once

#include <stdint.h>

uint64_t sample_rotate_left(uint64_t value, unsigned count);
/// The smallest power of two that is not below the value.
uint64_t sample_round_up_to_power(uint64_t value);
/// Reads `count` bytes (at most 8), the lowest first.
uint64_t sample_load_little_endian(const unsigned char* bytes, unsigned count);
