#include "common/encoding.h"

namespace ceph {

namespace {

template <typename Number>
void append(std::string& bytes, Number value)
{
    for (size_t i = 0; i < sizeof value; ++i)
        bytes.push_back(static_cast<char>(value >> (8 * i)));
}

template <typename Number>
Number assemble(const std::string& bytes)
{
    Number value = 0;
    for (size_t i = 0; i < sizeof value; ++i)
        value |= Number(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

}

Encoder& Encoder::u32(uint32_t value)
{
    append(bytes_, value);
    return *this;
}

Encoder& Encoder::u64(uint64_t value)
{
    append(bytes_, value);
    return *this;
}

Encoder& Encoder::text(const std::string& value)
{
    u32(static_cast<uint32_t>(value.size()));
    bytes_ += value;
    return *this;
}

Encoder& Encoder::texts(const std::map<std::string, std::string>& value)
{
    u32(static_cast<uint32_t>(value.size()));
    for (const auto& entry : value)
        text(entry.first).text(entry.second);
    return *this;
}

std::string Decoder::take(size_t length)
{
    if (bytes_.size() - at_ < length)
        throw Error("the encoded data ends too early");
    at_ += length;
    return bytes_.substr(at_ - length, length);
}

uint32_t Decoder::u32() { return assemble<uint32_t>(take(4)); }

uint64_t Decoder::u64() { return assemble<uint64_t>(take(8)); }

std::string Decoder::text() { return take(u32()); }

std::map<std::string, std::string> Decoder::texts()
{
    std::map<std::string, std::string> result;
    for (uint32_t left = u32(); left > 0; --left) {
        const std::string key = text();
        result[key] = text();
    }
    return result;
}

}
