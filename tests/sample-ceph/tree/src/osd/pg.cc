#include "osd/pg.h"

#include <iomanip>
#include <sstream>

#include <sample_bits.h>

#include "crush/hash.h"
#include "include/types.h"

namespace ceph {

uint32_t stable_modulo(uint32_t value, uint32_t count)
{
    if (count == 0)
        throw Error("a pool has at least one placement group");
    const uint32_t mask = static_cast<uint32_t>(sample_round_up_to_power(count)) - 1;
    const uint32_t masked = value & mask;
    return masked < count ? masked : value & (mask >> 1);
}

uint32_t pg_of_object(const std::string& object, uint32_t pg_count)
{
    return stable_modulo(object_hash(object), pg_count);
}

std::string pg_name(uint32_t pool, uint32_t pg)
{
    std::ostringstream name;
    name << pool << '.' << std::hex << pg;
    return name.str();
}

}
