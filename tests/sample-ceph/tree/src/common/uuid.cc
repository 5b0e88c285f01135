#include "common/uuid.h"

#include <iomanip>
#include <sstream>

#include "common/pattern.h"

namespace ceph {

std::string make_uuid(std::mt19937_64& random)
{
    std::uniform_int_distribution<uint64_t> any;
    const uint64_t high = (any(random) & ~uint64_t(0xf000)) | 0x4000;
    const uint64_t low = (any(random) & ~(uint64_t(3) << 62)) | uint64_t(2) << 62;

    std::ostringstream out;
    out << std::hex << std::setfill('0') << std::setw(16) << high << std::setw(16) << low;
    std::string text = out.str();
    for (size_t at : {8, 13, 18, 23})
        text.insert(at, "-");
    return text;
}

bool is_uuid(const std::string& text)
{
    const std::string digit = "[0-9a-f]";
    return matches(text, digit + "{8}(-" + digit + "{4}){3}-" + digit + "{12}");
}

}
