#pragma once

#include "include/types.h"

namespace ceph {

/// Writes values in little-endian order, whatever the machine's own is.
class Encoder {
public:
    Encoder& u32(uint32_t value);
    Encoder& u64(uint64_t value);
    Encoder& text(const std::string& value);
    Encoder& texts(const std::map<std::string, std::string>& value);
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// Reads what Encoder wrote; throws Error at the end of the data.
class Decoder {
public:
    explicit Decoder(const std::string& bytes) : bytes_(bytes), at_(0) {}
    uint32_t u32();
    uint64_t u64();
    std::string text();
    std::map<std::string, std::string> texts();
    bool at_end() const { return at_ == bytes_.size(); }

private:
    std::string take(size_t length);

    const std::string bytes_;
    size_t at_;
};

}
