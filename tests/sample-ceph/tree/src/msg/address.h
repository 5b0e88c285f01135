#pragma once

#include <cstdint>
#include <string>

namespace ceph {

/// An IPv4 address with its port, written "127.0.0.1:6789".
struct Address {
    std::string host;
    uint16_t port;

    static Address parse(const std::string& text);
    std::string to_string() const;
    bool is_loopback() const;
};

}
