#include "common/clock.h"

#include <ctime>
#include <iomanip>

#include "common/strutil.h"

namespace ceph {

namespace {

const std::vector<std::pair<char, int> > units = {{'d', 86400}, {'h', 3600}, {'m', 60}, {'s', 1}};

}

std::string format_time(std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    const auto milliseconds_since = duration_cast<milliseconds>(time.time_since_epoch()).count();
    const time_t seconds_since = milliseconds_since / 1000;
    struct tm parts;
    gmtime_r(&seconds_since, &parts);
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::ostringstream out;
    out << text << '.' << std::setw(3) << std::setfill('0') << milliseconds_since % 1000 << 'Z';
    return out.str();
}

std::string format_duration(std::chrono::seconds duration)
{
    std::vector<std::string> parts;
    auto left = duration.count();
    for (const auto& unit : units) {
        if (left >= unit.second)
            parts.push_back(std::to_string(left / unit.second) + unit.first);
        left %= unit.second;
    }
    return parts.empty() ? "0s" : join(parts, " ");
}

std::chrono::seconds parse_duration(const std::string& text)
{
    int64_t total = 0;
    for (const std::string& word : words(text)) {
        const auto unit = std::find_if(units.begin(), units.end(),
            [&word](const std::pair<char, int>& candidate) { return candidate.first == word.back(); });
        total += unit == units.end() ? to_number(word) : to_number(word.substr(0, word.size() - 1)) * unit->second;
    }
    return std::chrono::seconds(total);
}

}
