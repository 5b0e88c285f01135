#include "msg/address.h"

#include "common/pattern.h"
#include "common/strutil.h"

namespace ceph {

Address Address::parse(const std::string& text)
{
    const auto parts = capture(text, "^([0-9]+)\\.([0-9]+)\\.([0-9]+)\\.([0-9]+):([0-9]+)$");
    if (parts.size() != 5)
        throw Error("'" + text + "' is not an address such as 127.0.0.1:6789");
    for (size_t i = 0; i < 4; ++i)
        if (to_number(parts[i]) > 255)
            throw Error("'" + text + "' has a number above 255");
    const int64_t port = to_number(parts[4]);
    if (port > 65535)
        throw Error("'" + text + "' has a port above 65535");
    return Address{text.substr(0, text.find(':')), static_cast<uint16_t>(port)};
}

std::string Address::to_string() const { return host + ':' + std::to_string(port); }

bool Address::is_loopback() const { return starts_with(host, "127."); }

}
