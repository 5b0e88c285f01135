#include "compressor/compressor.h"

#include <zlib.h>

#include "common/encoding.h"

namespace ceph {

// The length before compression goes first: zlib needs a buffer for the whole result.
std::string compress(const std::string& bytes)
{
    uLongf size = compressBound(bytes.size());
    std::vector<Bytef> buffer(size);
    if (::compress2(buffer.data(), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_BEST_SPEED) != Z_OK)
        throw Error("zlib could not compress " + std::to_string(bytes.size()) + " bytes");
    const std::string packed(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
    return Encoder().u64(bytes.size()).text(packed).bytes();
}

std::string decompress(const std::string& bytes)
{
    Decoder decoder(bytes);
    uLongf size = decoder.u64();
    const std::string packed = decoder.text();
    std::vector<Bytef> buffer(size + 1);
    if (::uncompress(buffer.data(), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size()) != Z_OK)
        throw Error("the compressed data is damaged");
    return std::string(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
}

}
