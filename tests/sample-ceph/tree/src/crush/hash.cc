#include "crush/hash.h"

#include <sample_hash.h>

#include "common/encoding.h"

namespace ceph {

uint32_t crush_hash(uint32_t input, int32_t item, uint32_t attempt)
{
    // Encoded first, so that all machines place alike.
    const std::string key = Encoder().u32(input).u32(static_cast<uint32_t>(item)).u32(attempt).bytes();
    return sample_hash(key.data(), key.size(), 0) & 0xffff;
}

uint32_t object_hash(const std::string& name)
{
    return static_cast<uint32_t>(sample_hash(name.data(), name.size(), 1));
}

}
