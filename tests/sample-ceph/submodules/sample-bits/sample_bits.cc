#include "sample_bits.h"

uint64_t sample_rotate_left(uint64_t value, unsigned count)
{
    return value << (count & 63) | value >> (-count & 63);
}

uint64_t sample_round_up_to_power(uint64_t value)
{
    uint64_t power = 1;
    while (power < value)
        power <<= 1;
    return power;
}

uint64_t sample_load_little_endian(const unsigned char* bytes, unsigned count)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i)
        value |= static_cast<uint64_t>(bytes[i]) << (8 * i);
    return value;
}
