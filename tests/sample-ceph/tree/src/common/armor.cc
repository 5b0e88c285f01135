#include "common/armor.h"

namespace ceph {

namespace {

const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}

std::string armor(const std::string& bytes)
{
    std::string text;
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t group = 0;
        for (size_t j = 0; j < 3; ++j)
            group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0);
        for (size_t j = 0; j < 4; ++j)
            text += i + j <= bytes.size() ? alphabet[group >> (18 - 6 * j) & 63] : '=';
    }
    return text;
}

std::string unarmor(const std::string& text)
{
    if (text.size() % 4 != 0)
        throw Error("armored text comes in groups of four characters");

    std::string bytes;
    uint32_t group = 0;
    int bits = 0;
    for (char c : text.substr(0, text.find('='))) {
        const size_t value = alphabet.find(c);
        if (value == std::string::npos)
            throw Error(std::string("'") + c + "' does not belong into armored text");
        group = group << 6 | static_cast<uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<char>(group >> bits));
        }
    }
    return bytes;
}

}
