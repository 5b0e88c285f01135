#pragma once

#include <stddef.h>
#include <stdint.h>

/// A fast 64-bit hash, the same on every machine. Not for secrets.
uint64_t sample_hash(const void* data, size_t length, uint64_t seed);
