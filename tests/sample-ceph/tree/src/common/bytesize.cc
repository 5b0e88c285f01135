#include "common/bytesize.h"

#include <cmath>
#include <iomanip>
#include <limits>

#include "common/pattern.h"

namespace ceph {

namespace {

const std::string prefixes = "KMGTPE";

}

std::string format_bytes(uint64_t bytes)
{
    double value = static_cast<double>(bytes);
    size_t step = 0;
    for (; value >= 1024 && step < prefixes.size(); ++step)
        value /= 1024;

    std::ostringstream out;
    out << std::fixed << std::setprecision(value == std::floor(value) ? 0 : 1) << value << ' ';
    if (step)
        out << prefixes[step - 1] << 'i';
    out << 'B';
    return out.str();
}

uint64_t parse_bytes(const std::string& text)
{
    const auto parts = capture(text, "^([0-9]+(\\.[0-9]+)?) ?([KMGTPE]?)i?B?$");
    if (parts.empty())
        throw Error("'" + text + "' is not a size");

    std::istringstream number(parts[0]);
    double value = 0;
    number >> value;
    if (!parts[2].empty())
        value *= std::pow(1024.0, static_cast<double>(prefixes.find(parts[2]) + 1));
    if (value >= static_cast<double>(std::numeric_limits<uint64_t>::max()))
        throw Error("'" + text + "' is too large");
    return static_cast<uint64_t>(value);
}

}
