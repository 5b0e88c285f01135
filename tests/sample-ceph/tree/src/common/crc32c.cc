#include "common/crc32c.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace ceph {

namespace {

const uint32_t reversed_polynomial = 0x82f63b78u;

uint32_t table_entry(uint32_t byte)
{
    for (int bit = 0; bit < 8; ++bit)
        byte = (byte >> 1) ^ (byte & 1 ? reversed_polynomial : 0);
    return byte;
}

std::array<uint32_t, 256> make_table()
{
    std::array<uint32_t, 256> table;
    std::iota(table.begin(), table.end(), 0u);
    std::transform(table.begin(), table.end(), table.begin(), table_entry);
    return table;
}

}

uint32_t crc32c(const void* data, size_t length, uint32_t start)
{
    static const std::array<uint32_t, 256> table = make_table();
    const unsigned char* bytes = static_cast<const unsigned char*>(data);
    return ~std::accumulate(bytes, bytes + length, ~start, [](uint32_t crc, unsigned char byte) {
        return table[(crc ^ byte) & 0xff] ^ (crc >> 8);
    });
}

uint32_t crc32c(const std::string& data)
{
    return crc32c(data.data(), data.size());
}

}
