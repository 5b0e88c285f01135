#include "sample_hash.h"

#include <sample_bits.h>

namespace {

// Odd, with bits spread evenly: multiplying by them carries every bit to the top.
const uint64_t first_factor = 0x9e3779b97f4a7c15u;
const uint64_t second_factor = 0xbf58476d1ce4e5b9u;

uint64_t mix(uint64_t state, uint64_t word)
{
    return sample_rotate_left((state ^ word) * first_factor, 29) * second_factor;
}

uint64_t finish(uint64_t state)
{
    state = (state ^ state >> 32) * second_factor;
    state = (state ^ state >> 29) * first_factor;
    return state ^ state >> 32;
}

}

uint64_t sample_hash(const void* data, size_t length, uint64_t seed)
{
    const unsigned char* bytes = static_cast<const unsigned char*>(data);
    uint64_t state = mix(seed + first_factor, length);
    for (; length >= 8; bytes += 8, length -= 8)
        state = mix(state, sample_load_little_endian(bytes, 8));
    if (length > 0)
        state = mix(state, sample_load_little_endian(bytes, static_cast<unsigned>(length)));
    return finish(state);
}
